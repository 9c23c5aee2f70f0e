/** A team's chat robot. Its address (the webhook) is a secret and is kept with the secrets, under `robot:<id>`. */
export const ROBOT_KINDS = ['feishu', 'lark', 'dingtalk', 'wecom', 'slack'] as const;
export type RobotKind = (typeof ROBOT_KINDS)[number];
export type Robot = { readonly id: string; readonly name: string; readonly kind: RobotKind };
export const robotSecret = (id: string): string => `robot:${id}`;
