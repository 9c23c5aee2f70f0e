import { defineUnlistedScript } from 'wxt/utils/define-unlisted-script';
import type { PageData } from '../core/domain/profile.ts';
import { tapPage } from '../core/edge/console/page-tap.ts';

/** What the built-in profiles read, written in when the extension is built: the page's own scripts run before any message could bring it. */
declare const STOCKCUE_PAGE_DATA: readonly PageData[];

/** In the page's own world, before its scripts; registered at run time where an account's profile reads the page's data. */
export default defineUnlistedScript(() => tapPage(window, STOCKCUE_PAGE_DATA));
