import type { i18n } from 'i18next';
import 'uplot/dist/uPlot.min.css';
import { Desk } from '../../../components/desk/desk.tsx';
import type { DeskWorld } from '../../../components/desk/desk-context.ts';
import { createDeskStore } from '../../../components/desk/desk-store.ts';
import type { DeskTab } from '../../../core/domain/desk.ts';
import { phrase } from '../../../core/domain/phrase.ts';
import { EMPTY_SETTINGS } from '../../../core/domain/settings.ts';
import { aDeskView } from '../../builders/desk.ts';
import { guard, NOW } from '../../builders/view.ts';

const counting = guard({ say: phrase('guard:counting.pauseAt', { title: 'Stainless tumbler 40 oz', left: 5, n: 5 }) });

/** The desk by itself with made-up data, sixty SKUs of it. */
type Props = { tab: DeskTab; opened: boolean; guarded: boolean; i18n: i18n };
export function DeskPage({ tab, opened, guarded, i18n }: Props) {
  const language = i18n.language === 'zh' ? 'zh' : 'en';
  const store = createDeskStore();
  const guards = guarded ? [counting] : [];
  store.setState({ view: { ...aDeskView(tab, language, opened), guards }, live: true });
  const world: DeskWorld = {
    store,
    now: () => NOW,
    machine: () => NOW,
    ask: (ask) => store.setState({ view: aDeskView(ask.tab, language, ask.sku !== null) }),
    send: async () => null,
    settings: async () => EMPTY_SETTINGS,
    change: async () => null,
    save: () => {},
    copy: async () => true,
    print: () => window.print(),
    csv: { check: () => '', notice: () => '', restock: () => '' },
    restock: async () => ({ plans: [], lines: [] }),
    robots: async () => [{ id: 'r', name: language === 'zh' ? '运营群' : 'Ops group', kind: 'feishu' }],
    sendTo: async () => null,
    recordings: {
      list: async () =>
        Array.from({ length: 6 }, (_, index) => ({
          stream: `s${index}`,
          title: `Evening ${index + 1}`,
          from: NOW - (index + 1) * 86_400_000 + (index === 2 ? 3_600_000 : 0),
          imported: index === 4,
          startsAt: NOW - (index + 1) * 86_400_000,
          endsAt: NOW - (index + 1) * 86_400_000 + 10_800_000,
        })),
      remove: async () => null,
      file: async () => null,
      replay: async () => aDeskView('after', language).after?.review ?? null,
      keep: async () => null,
      better: async () => 'done',
      play: () => {},
    },
  };
  return <Desk world={world} i18n={i18n} onLanguage={(chosen) => void i18n.changeLanguage(chosen)} />;
}
