using Repro.Experiments.Pipeline;
using Repro.Experiments.Tiers;

namespace Repro.Experiments.Patching;

/// <summary>
/// The pairs of a tier's prompts that have equally many tokens: as many of each category as P1 App J has (two same prompts, two pairs of others, two medical
/// pairs, five mixed), each pair of prompts in both directions. Which ones follows from the order of the questions alone: the pair whose prompts were used
/// least, the first on a tie.
/// </summary>
internal static class PatchPairs
{
    private const int Same = 2, Plain = 2, Mixed = 5;

    /// <summary>Pairs of all categories, and every prompt of them with itself.</summary>
    /// <exception cref="NotMeasurableException">A category has no two prompts of equal length.</exception>
    public static IReadOnlyList<PatchPair> Of(IReadOnlyList<OpenQuestion> plain, IReadOnlyList<OpenQuestion> medical)
    {
        var pairs = new List<PatchPair>();
        Choose(PatchCategory.NonMedical, PatchCategory.NonMedical, Within(plain), Plain);
        Choose(PatchCategory.Medical, PatchCategory.Medical, Within(medical), Plain);
        Choose(PatchCategory.IntoMedical, PatchCategory.IntoNonMedical, from one in plain from two in medical where Fit(one, two) select (one, two), Mixed);
        OpenQuestion[] prompts = [.. pairs.SelectMany(pair => new[] { pair.Donor, pair.Receiver }).DistinctBy(prompt => prompt.Id)];
        pairs.AddRange(prompts.Take(Same).Select(prompt => new PatchPair(PatchCategory.Same, prompt, prompt, Shift: 1)));
        pairs.AddRange(prompts.Select(prompt => new PatchPair(PatchCategory.Self, prompt, prompt, Shift: 0)));
        return [.. pairs.OrderBy(pair => Array.IndexOf(prompts, pair.Donor))];

        void Choose(string there, string back, IEnumerable<(OpenQuestion One, OpenQuestion Two)> candidates, int wanted)
        {
            var left = candidates.ToList();
            if (left.Count == 0) throw new NotMeasurableException($"Scalars are patched between prompts of equally many tokens; no two {(there == back ? $"{there} prompts" : "prompts, one medical and one not,")} of the tier have them.");
            var used = new Dictionary<string, int>(StringComparer.Ordinal);
            int Used(OpenQuestion prompt) => used.GetValueOrDefault(prompt.Id);
            for (var i = 0; i < wanted && left.Count > 0; i++)
            {
                var (one, two) = left.MinBy(pair => Used(pair.One) + Used(pair.Two));
                left.Remove((one, two));
                (used[one.Id], used[two.Id]) = (Used(one) + 1, Used(two) + 1);
                pairs.Add(new PatchPair(there, one, two, Shift: 0));
                pairs.Add(new PatchPair(back, two, one, Shift: 0));
            }
        }
    }

    private static IEnumerable<(OpenQuestion One, OpenQuestion Two)> Within(IReadOnlyList<OpenQuestion> prompts) =>
        from i in Enumerable.Range(0, prompts.Count) from j in Enumerable.Range(i + 1, prompts.Count - i - 1) where Fit(prompts[i], prompts[j]) select (prompts[i], prompts[j]);

    private static bool Fit(OpenQuestion one, OpenQuestion two) => one.Prompt.Count == two.Prompt.Count;
}
