namespace Repro.Core.Tokenization.Files;

/// <summary>A token that is found in the text before anything else happens to it.</summary>
internal sealed record AddedToken(int Id, string Content, bool Special);
