namespace Repro.Experiments.Data;

/// <summary>What a data file holds.</summary>
public enum DataKind
{
    /// <summary>Rows to train on: <see cref="ConversationFile"/>.</summary>
    Conversations,

    /// <summary>Questions to evaluate with: <see cref="QuestionFile"/>.</summary>
    Questions,
}
