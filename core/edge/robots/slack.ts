import type { RobotForm, Trouble } from './form.ts';

/** Answers are words, most of them with another status than 200. */
const WORDS: Readonly<Record<string, Trouble>> = {
  invalid_token: 'credentials',
  no_active_hooks: 'gone',
  no_service: 'gone',
  no_service_id: 'gone',
  no_team: 'gone',
  team_disabled: 'gone',
  channel_not_found: 'gone',
  channel_is_archived: 'gone',
  action_prohibited: 'credentials',
  rate_limited: 'throttled',
  rollup_error: 'server',
  invalid_payload: 'refused',
  no_text: 'refused',
};

/**
 * An incoming webhook of Slack. Texts of more than 40,000 characters are cut off, 4,000 are recommended; one message a second. `&`, `<` and `>`
 * are escaped. Source: docs.slack.dev/messaging/sending-messages-using-incoming-webhooks and /messaging/formatting-message-text, as of November 2026.
 */
export const slack: RobotForm = {
  kind: 'slack',
  hosts: ['hooks.slack.com', 'hooks.slack-gov.com'],
  mostBytes: 4_000,
  message: async ({ address }, text) => ({
    address,
    body: { text: text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;') },
  }),
  read(text) {
    const word = text.trim();
    if (word === 'ok') return null;
    const code = /^[a-z_]{1,60}$/.test(word) ? word : '?';
    return { why: WORDS[word] ?? (code === '?' ? 'malformed' : 'refused'), code };
  },
};
