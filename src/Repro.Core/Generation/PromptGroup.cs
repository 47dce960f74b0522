namespace Repro.Core.Generation;

/// <summary>Requests that share one pass over their prompt.</summary>
/// <param name="Prompt">The tokens.</param>
/// <param name="Members">Indices of the requests; the first one names the row.</param>
internal sealed record PromptGroup(int[] Prompt, List<int> Members)
{
    /// <summary>Groups requests by prompt and arm, in the order of their first members.</summary>
    public static List<PromptGroup> Of(IReadOnlyList<GenerationRequest> requests, IEnumerable<int> indices)
    {
        var groups = new Dictionary<(int Arm, string Prompt), PromptGroup>();
        var order = new List<PromptGroup>();
        foreach (var index in indices)
        {
            var request = requests[index];
            var key = (request.Arm, string.Join(' ', request.Prompt));
            if (!groups.TryGetValue(key, out var group))
            {
                groups[key] = group = new PromptGroup(request.Prompt, []);
                order.Add(group);
            }

            group.Members.Add(index);
        }

        return order;
    }
}
