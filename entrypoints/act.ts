import { defineUnlistedScript } from 'wxt/utils/define-unlisted-script';
import { startActing } from '../core/edge/console/act/acting.ts';
import { bring } from '../core/edge/console/on-demand.ts';

/** Acting on a console page: injected by the worker when a person first asks for it there. */
export default defineUnlistedScript(() => bring('act', startActing));
