import type { RobotKind } from '../../domain/robot.ts';
import { dingtalk } from './dingtalk.ts';
import { feishu, lark } from './feishu.ts';
import type { RobotForm } from './form.ts';
import { slack } from './slack.ts';
import { wecom } from './wecom.ts';

/** Every kind of chat robot. To add one is to add its file and one line here (and its name in `domain/robot.ts`). */
export const robotForms: Readonly<Record<RobotKind, RobotForm>> = { feishu, lark, dingtalk, wecom, slack };
