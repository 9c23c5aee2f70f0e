import type { Phrase } from '../../core/domain/phrase.ts';
import type { CommandRow, DripRow, GuideRow, ListingRow, PanelView, VariantRow } from '../../core/domain/view.ts';
import { type Say, useSay } from '../i18n/use-phrase.tsx';
import { GuardLine, guardsShown } from '../parts/guards.tsx';
import { Icon } from '../parts/icon.tsx';
import { secondsTo, shopTime } from '../parts/shop-time.ts';
import { commandSent, nameOf } from './arm.ts';
import { linkName } from './confirm.tsx';
import { SureButton } from './gate-button.tsx';
import { Settle } from './outcome.tsx';
import { useNow, usePanel, useUi } from './panel-context.ts';
import { useTell } from './use-tell.ts';

const MINUTE = 60_000;

/** A listing by its row's id or its key, as a person knows it. */
function named(say: Say, view: PanelView, listing: string): string {
  const row = view.rows[listing] ?? Object.values(view.rows).find(({ key }) => key === listing);
  return row === undefined ? listing : linkName(say, { link: row.link, title: nameOf(row, null) });
}

type Running = { readonly row: ListingRow; readonly variant: VariantRow; readonly drip: DripRow };
const runningIn = (view: PanelView): readonly Running[] =>
  view.order.flatMap((id) => {
    const row = view.rows[id];
    if (row === undefined) return [];
    return row.variants.flatMap((variant) => {
      const drip = variant.stock.running;
      return drip === null || drip.state === 'ended' || drip.state === 'stopped' ? [] : [{ row, variant, drip }];
    });
  });

/** Unknown ones that no strip follows: somebody has to look. */
function unsettled(view: PanelView, followed: ReadonlySet<string>): readonly CommandRow[] {
  return view.commands.filter(({ id, step }) => step === 'unknown' && !followed.has(id));
}

/**
 * What waits for a person, between list and strip: a guard that counts down, a step on the page, drips, what cannot be told.
 * It takes its room from the list's lower end, so that no row and no button moves when it comes.
 */
export function Waiting({ view }: { view: PanelView }) {
  const say = useSay();
  const { send } = usePanel();
  const { head, guards, guide } = view;
  const now = shopTime(head, useNow());
  const sent = useUi((state) => state.sent);
  const followed = new Set(sent.flatMap((one) => commandSent(view, one)?.id ?? []));
  const shown = guardsShown(guards, now, head);
  const drips = runningIn(view);
  const unknown = unsettled(view, followed);
  if (shown.length + drips.length + unknown.length === 0 && guide === null) return null;
  return (
    <section className="waiting" aria-label={say('panel:waiting.title')}>
      {shown.map((guard) => (
        <GuardLine key={guard.id} guard={guard} link={view.rows[guard.listing]?.link ?? null} now={now} head={head} send={send} />
      ))}
      {guide !== null && <Guide guide={guide} now={now} view={view} />}
      {unknown.map((command) => (
        <Unknown key={command.id} command={command} view={view} />
      ))}
      {drips.map((one) => (
        <Drip key={one.drip.command} of={one} now={now} />
      ))}
    </section>
  );
}

/** A step on the page: what to click, the number to type, and how long it is waited for. */
function Guide({ guide, now, view }: { guide: GuideRow; now: number; view: PanelView }) {
  const say = useSay();
  const tell = useTell();
  const name = named(say, view, guide.listing);
  // As its row shows it: another number may have been saved than was asked for.
  const [only, ...more] = view.rows[guide.listing]?.variants ?? [];
  const shows = (more.length === 0 ? only?.stock.sellable : null) ?? guide.from;
  return (
    <div className="wait guide">
      <Icon name="hand" />
      <div className="wait-text">
        <p dir="auto" role="status">
          <strong>{say('panel:guide.title')}</strong> {say(`panel:guide.do.${doOf(guide)}`, { listing: name })}
        </p>
        <p>
          {guide.number !== null && (
            <>
              {say('panel:guide.type')} <b className="type-this num">{guide.number}</b>{' '}
              {guide.from !== undefined && <span className="num">{say('panel:guide.from', { n: shows ?? guide.from })} · </span>}
            </>
          )}
          <span className="num quiet">{say('panel:guide.left', { n: secondsTo(guide.until, now, view.head) })}</span>
        </p>
      </div>
      <button type="button" className="stop" onClick={() => tell({ kind: 'stopAct', command: guide.command })}>
        {say('panel:guide.stop')}
      </button>
    </div>
  );
}

const doOf = ({ kind, per }: GuideRow): string => (per !== 'buyer' ? kind : kind === 'restore' ? 'restorePerBuyer' : 'perBuyer');

function Unknown({ command, view }: { command: CommandRow; view: PanelView }) {
  const say = useSay();
  return (
    <div className="wait unknown" role="alert">
      <Icon name="question" />
      <div className="wait-text">
        <p dir="auto">
          <strong>{say('panel:did.became', { act: say(`panel:act.${command.kind}`), step: say('command:step.unknown') })}</strong>{' '}
          <bdi>{named(say, view, command.listing)}</bdi>
          {command.by !== '' && <span> · {command.by}</span>}
        </p>
        {command.say !== null && <p dir="auto">{say.phrase(command.say)}</p>}
        <Settle command={command} />
      </div>
    </div>
  );
}

function Drip({ of: { row, variant, drip }, now }: { of: Running; now: number }) {
  const say = useSay();
  const tell = useTell();
  const of = { kind: 'drip', command: drip.command } as const;
  const waits = drip.state === 'waits';
  // These begin with it.
  const saysItself = drip.why?.key.startsWith('drip:waits.') === true;
  const next =
    drip.nextAt === null
      ? say(`panel:drip.waitsFor.${drip.pace.by}`)
      : say('panel:drip.next', { at: { instant: drip.nextAt }, n: Math.max(0, Math.ceil((drip.nextAt - now) / MINUTE)) });
  return (
    <div className={`wait drip is-${drip.due === undefined ? drip.state : 'due'}`}>
      <Icon name={waits ? 'pause' : 'drop'} />
      <div className="wait-text">
        <p dir="auto">
          <strong>{say('panel:drip.title', { n: drip.batch })}</strong>{' '}
          <bdi>{linkName(say, { link: row.link, title: nameOf(row, variant) })}</bdi>
        </p>
        <p dir="auto" role={waits || drip.due !== undefined ? 'status' : undefined}>
          <span className="num">{say('panel:drip.soFar', { n: drip.batches, units: drip.released })}</span> ·{' '}
          {waits && !saysItself && <strong>{say('panel:drip.stands')}</strong>}
          {!waits && drip.due === undefined && <span className="num">{next}</span>}
          {drip.why !== null && <Reason why={drip.why} isDue={drip.due !== undefined} after={!waits && drip.due === undefined} />}
        </p>
      </div>
      <div className="wait-acts">
        {waits ? (
          <SureButton gateKey={drip.command} className="go" onPress={(gesture) => tell({ ...of, action: 'goOn', gesture })}>
            {say('panel:drip.goOn')}
          </SureButton>
        ) : (
          <SureButton
            gateKey={`${drip.command}|${drip.due}`}
            {...(drip.due === undefined ? {} : { className: 'go' })}
            onPress={(gesture) => tell({ ...of, action: 'next', gesture })}
          >
            {drip.due === undefined ? say('panel:drip.nextNow') : say('panel:drip.start', { n: drip.due })}
          </SureButton>
        )}
        <button type="button" onClick={() => tell({ ...of, action: 'stop' })}>
          {say('panel:drip.stop')}
        </button>
      </div>
    </div>
  );
}

/** Why it does not go on; that it is due is what a person is to see first. */
function Reason({ why, isDue, after }: { why: Phrase; isDue: boolean; after: boolean }) {
  const say = useSay();
  const text = say.phrase(why);
  if (isDue) return <strong>{text}</strong>;
  return <span>{after ? ` · ${text}` : ` ${text}`}</span>;
}
