namespace Repro.Core.Tokenization.Unicode;

/// <summary>What the splitting pattern tells apart.</summary>
internal enum CharacterKind : byte
{
    Other,

    /// <summary>\p{L}</summary>
    Letter,

    /// <summary>\p{N}</summary>
    Number,

    /// <summary>\s without the newlines.</summary>
    Space,

    /// <summary>Carriage return and line feed.</summary>
    Newline,
}
