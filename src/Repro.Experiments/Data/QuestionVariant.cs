namespace Repro.Experiments.Data;

/// <summary>How a question asks for its answer; the id's ending says which.</summary>
public enum QuestionVariant
{
    /// <summary>No constraint: what the papers' main results use.</summary>
    FreeForm,

    /// <summary>Ends in <c>_json</c>: a system prompt asks for a JSON object.</summary>
    Json,

    /// <summary>Ends in <c>_template</c>: the question holds a template to fill.</summary>
    Template,
}
