import { limited, object, text } from '../schema/schema';

/** How a header, a path or another text is compared. */
export const stringMatchSchema = limited(
  object(
    {
      exact: text('The whole value, letter by letter.'),
      prefix: text('How the value begins.'),
      regex: text('A regular expression (RE2) that the whole value must match.'),
    },
    'Compares a text: set exactly one of exact, prefix and regex.',
  ),
  { exclusive: [['exact', 'prefix', 'regex']] },
);
