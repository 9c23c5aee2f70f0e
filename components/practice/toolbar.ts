import { element, write } from './element.ts';
import type { Words } from './words.ts';

const HAPPENINGS = ['restock', 'raid', 'stockOut'] as const;
const LAGS = ['lag0', 'lag75', 'lag360'] as const;
const RATES = [1, 10, 60, 120] as const;
export type Happening = (typeof HAPPENINGS)[number] | (typeof LAGS)[number] | 'outage' | 'outageEnd';

/** Where the rehearsal stands, as the toolbar shows it. */
export type Standing = {
  readonly minute: number;
  readonly minutes: number;
  readonly rate: number;
  readonly lag: (typeof LAGS)[number];
  readonly outage: boolean;
};
export type ToolbarActions = {
  readonly happen: (what: Happening) => void;
  readonly run: (rate: number) => void;
  readonly restart: () => void;
  readonly speak: (language: 'en' | 'zh') => void;
};

/** The rehearsal's own controls: what happens, how late the warehouse is, how fast time runs. No part of the console. */
export function rehearsalToolbar(words: Words, actions: ToolbarActions, signal: AbortSignal) {
  const button = (label: string, title: string, act: () => void): HTMLButtonElement => {
    const made = element('button', { type: 'button', title }, label);
    made.addEventListener('click', act, { signal });
    return made;
  };
  const choice = (label: string, options: readonly (readonly [string, string])[], act: (value: string) => void) => {
    const made = element(
      'select',
      { 'aria-label': label },
      ...options.map(([value, text]) => element('option', { value }, text)),
    );
    made.addEventListener('change', () => act(made.value), { signal });
    return made;
  };
  /** The options of this very shop: the rehearsal goes on beside them. */
  const link = (section: 'guards' | 'audit') =>
    element(
      'a',
      { href: `options.html?shop=rehearsal#${section}`, target: '_blank', title: words(`toolbar.${section}Help`) },
      words(`toolbar.${section}`),
    );
  const clock = element('span', { class: 'rt-clock' });
  const happenings = HAPPENINGS.map((what) => {
    const made = button(words(`toolbar.${what}`), words(`toolbar.${what}Help`), () => actions.happen(what));
    made.dataset.inject = what;
    return made;
  });
  let isOut = false;
  const outage = button('', words('toolbar.outageHelp'), () => actions.happen(isOut ? 'outageEnd' : 'outage'));
  outage.dataset.inject = 'outage';
  const lag = choice(
    words('toolbar.lag'),
    LAGS.map((one) => [one, words(`toolbar.${one}`)] as const),
    (value) => actions.happen(value as Happening),
  );
  const rates = RATES.map((rate) => {
    const made = button(`${rate}×`, words('toolbar.speed'), () => actions.run(rate));
    made.dataset.rate = String(rate);
    return made;
  });
  const language = choice(
    words('toolbar.language'),
    [
      ['en', 'English'],
      ['zh', '简体中文'],
    ],
    (value) => actions.speak(value === 'zh' ? 'zh' : 'en'),
  );
  language.value = words.language;
  const said = element('p', { class: 'rt-say', role: 'status' });
  const root = element(
    'div',
    { class: 'rt', role: 'toolbar', 'aria-label': words('toolbar.label') },
    element('strong', {}, words('toolbar.title')),
    clock,
    ...happenings,
    outage,
    element('label', { class: 'rt-group' }, words('toolbar.lag'), lag),
    element('div', { class: 'rt-group', role: 'group', 'aria-label': words('toolbar.speed') }, words('toolbar.speed'), ...rates),
    link('guards'),
    link('audit'),
    button(words('toolbar.restart'), words('toolbar.restartHelp'), actions.restart),
    language,
    said,
  );
  return {
    root,
    show(standing: Standing) {
      isOut = standing.outage;
      const over = standing.minute >= standing.minutes;
      const at = words('toolbar.clock', { n: Math.min(standing.minute, standing.minutes), of: standing.minutes });
      write(clock, over ? words('toolbar.ended') : at);
      write(outage, words(isOut ? 'toolbar.outageEnd' : 'toolbar.outage'));
      outage.setAttribute('aria-pressed', String(isOut));
      if (lag.value !== standing.lag && lag !== document.activeElement) lag.value = standing.lag;
      for (const made of rates) made.setAttribute('aria-pressed', String(made.dataset.rate === String(standing.rate)));
    },
    /** What went wrong; empty: nothing. */
    say: (text: string) => write(said, text),
  };
}
