import type { Profile } from '../../domain/profile.ts';
import { practice } from './profiles/practice.ts';

/** Every console page that can be read. To add one is to add its file and one line here. */
export const profiles: readonly Profile[] = [practice];

export const profileById = (id: string): Profile | null => profiles.find((profile) => profile.id === id) ?? null;
