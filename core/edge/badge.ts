type Action = {
  setBadgeText(details: { text: string }): Promise<void> | void;
  setBadgeBackgroundColor(details: { color: string }): Promise<void> | void;
};
const URGENT = '#b01218';

/** The toolbar icon's badge; the browser is told only when it says something else. */
export function badgeWriter(action: Action, report: (error: unknown) => void) {
  let shown: string | null = null;
  return (text: string): void => {
    if (text === shown) return;
    shown = text;
    Promise.resolve(action.setBadgeBackgroundColor({ color: URGENT }))
      .then(() => action.setBadgeText({ text }))
      .catch(report);
  };
}
