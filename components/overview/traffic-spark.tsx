import { Sparkline } from '../ui/sparkline';

type TrafficSparkProps = { namespace: string; rates: readonly number[]; errors: readonly number[] };

/** Requests over the window with the failing ones drawn over them, to one scale. */
export function TrafficSpark({ namespace, rates, errors }: TrafficSparkProps) {
  const max = Math.max(0, ...rates);
  return (
    <div className="relative mx-4 my-3 h-12">
      <Sparkline
        values={rates}
        label={`Requests a second in ${namespace}`}
        max={max}
        width={320}
        height={48}
        className="absolute inset-0 size-full"
      />
      {errors.some((value) => value > 0) ? (
        <Sparkline
          values={errors}
          label={`Failing requests a second in ${namespace}`}
          tone="failing"
          max={max}
          width={320}
          height={48}
          className="absolute inset-0 size-full"
        />
      ) : null}
    </div>
  );
}
