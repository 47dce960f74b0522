using System.Globalization;

namespace Repro.Claims.Text;

/// <summary>Arithmetic over named numbers: + - * / and brackets. Nothing else, so a ledger row can never run code.</summary>
public static class Formula
{
    /// <summary>The formula's value.</summary>
    /// <exception cref="FormatException">The formula is malformed, names something that is not an input, or divides by 0.</exception>
    public static double Evaluate(string formula, IReadOnlyDictionary<string, double> inputs)
    {
        var reader = new Reader(formula, inputs);
        var value = reader.Sum();
        reader.End();
        return double.IsFinite(value) ? value : throw new FormatException($"The formula '{formula}' has no finite value. Look for a division by 0.");
    }

    private sealed class Reader(string text, IReadOnlyDictionary<string, double> inputs)
    {
        private int at;

        public double Sum()
        {
            var value = Product();
            while (true)
            {
                if (Take('+')) value += Product();
                else if (Take('-')) value -= Product();
                else return value;
            }
        }

        public void End()
        {
            if (Peek() != '\0')
                throw Mistake("an operator or the end");
        }

        private double Product()
        {
            var value = Factor();
            while (true)
            {
                if (Take('*')) value *= Factor();
                else if (Take('/')) value /= Factor();
                else return value;
            }
        }

        private double Factor()
        {
            if (Take('-'))
                return -Factor();
            if (Take('('))
            {
                var inner = Sum();
                return Take(')') ? inner : throw Mistake("')'");
            }
            var word = Word();
            if (word.Length == 0)
                throw Mistake("a number, a name or '('");
            if (double.TryParse(word, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number))
                return number;
            return inputs.TryGetValue(word, out var value)
                ? value
                : throw new FormatException($"The formula '{text}' names '{word}', which is no input.{Near.Hint(word, inputs.Keys)} Inputs: {string.Join(", ", inputs.Keys)}.");
        }

        private string Word()
        {
            Peek();
            var start = at;
            while (at < text.Length && (char.IsLetterOrDigit(text[at]) || text[at] is '.' or '_'))
                at++;
            return text[start..at];
        }

        private char Peek()
        {
            while (at < text.Length && text[at] == ' ')
                at++;
            return at < text.Length ? text[at] : '\0';
        }

        private bool Take(char c)
        {
            if (Peek() != c)
                return false;
            at++;
            return true;
        }

        private FormatException Mistake(string wanted)
            => new($"The formula '{text}' needs {wanted} at character {at + 1}; got {(at < text.Length ? $"'{text[at]}'" : "its end")}.");
    }
}
