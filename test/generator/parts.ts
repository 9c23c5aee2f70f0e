import type { Model } from '../../core/decide/forecast/stream/model.ts';
import { lineOf, meanLift, usualOf } from '../../core/decide/forecast/stream/rates.ts';
import { FRESH } from '../../core/decide/forecast/stream/stage.ts';
import { WAYS } from '../../core/decide/forecast/stream/tempers.ts';

/** Parts of the model that can be taken out, to see what each is worth. */
export const PARTS: Readonly<Record<string, (model: Model) => Model>> = {
  shape: (model) => ({ ...model, course: { ...model.course, shape: model.course.shape.map(() => 1) } }),
  'how viewers come and go': (model) => ({ ...model, course: { ...model.course, crowd: model.course.crowd.map(() => 1) } }),
  'presence of SKUs': (model) => ({ ...model, presence: () => 1 }),
  'the level of late': (model) => alone(model, (usual) => ({ ...usual, rate: usual.rate / model.level }), 1),
  'lifts of each SKU': (model) => alone(model, (usual) => ({ ...usual, own: 1 })),
  shrinkage,
};

function alone(model: Model, as: (usual: ReturnType<Model['usual']>) => ReturnType<Model['usual']>, level = model.level): Model {
  return { ...model, level, usual: (sku, planned) => (planned === undefined ? as(model.usual(sku)) : model.usual(sku, planned)) };
}

/** Each SKU stands for itself; only one that never sold takes the line's rate. */
function shrinkage(model: Model): Model {
  const { learned, course, level } = model;
  const mean = meanLift(learned, course);
  const line = lineOf(learned, course, mean);
  return {
    ...model,
    usual: (sku, planned) => {
      if (planned !== undefined) return model.usual(sku, planned);
      const own = usualOf(learned, course, { ...line, worth: 0.01 }, mean, sku);
      return { ...own, rate: own.rate * level };
    },
  };
}

/** Constants of the model that are lists: changed for as long as this process lives. */
export const LISTS: Readonly<Record<string, () => void>> = {
  /** Evidence never ages. */
  discounting: () => (FRESH as number[]).fill(1e12),
  /** What is quiet so far is quiet. */
  turns: () => (WAYS as number[]).pop(),
};
