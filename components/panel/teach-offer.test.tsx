// @vitest-environment happy-dom
import { act, cleanup, fireEvent, render, screen } from '@testing-library/react';
import { afterEach, expect, it } from 'vitest';
import type { Intent } from '../../core/domain/intent.ts';
import { type Phrase, phrase } from '../../core/domain/phrase.ts';
import type { PanelView } from '../../core/domain/view.ts';
import { head, NOW, viewOf } from '../../test/builders/view.ts';
import { createLanguage } from '../i18n/i18n.ts';
import { Spoken } from '../i18n/use-phrase.tsx';
import { createViewStore } from '../view-store.ts';
import { PanelContext } from './panel-context.ts';
import { TeachOffer } from './teach-offer.tsx';
import { createUiStore } from './ui-store.ts';

afterEach(cleanup);

function show(view: PanelView, answer: Phrase | null = null) {
  const sent: Intent[] = [];
  const send = async (intent: Intent) => {
    sent.push(intent);
    return answer;
  };
  const world = {
    store: createViewStore(),
    ui: createUiStore(),
    send,
    now: () => NOW,
    newId: () => 'id',
    embedded: true,
    seesVisibility: true,
  };
  render(
    <PanelContext.Provider value={world}>
      <Spoken i18n={createLanguage('en')} zones={{ market: 'UTC', team: 'UTC' }}>
        <TeachOffer view={view} />
      </Spoken>
    </PanelContext.Provider>,
  );
  return sent;
}
const noticed = (key: string): PanelView => ({
  ...viewOf([]),
  head: head({ notices: [phrase(key, { site: 'https://a.example' })] }),
});
const teach = () => act(async () => void fireEvent.click(screen.getByRole('button', { name: 'Teach' })));

it.each(['worker:page.profile', 'worker:page.untaught', 'worker:page.list', 'worker:page.address'])(
  'offers to teach a page of which is said %s',
  async (key) => {
    const sent = show(noticed(key));
    expect(screen.getByText('This page is not known.')).toBeTruthy();
    await teach();
    expect(sent).toEqual([{ kind: 'teach', on: true }]);
  },
);

it('says nothing of teaching where it would not help', () => {
  show(noticed('worker:clock.setBack'));
  expect(screen.queryByRole('button', { name: 'Teach' })).toBeNull();
});

it('says why it cannot begin', async () => {
  show(noticed('worker:page.untaught'), phrase('worker:teach.which'));
  await teach();
  expect(screen.getByRole('alert').textContent).toContain('Several console pages are open');
});
