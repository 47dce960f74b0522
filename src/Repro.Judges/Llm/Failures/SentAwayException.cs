namespace Repro.Judges.Llm.Failures;

/// <summary>The server wants to be left alone for longer than the options allow to wait.</summary>
internal sealed class SentAwayException(Uri server, TimeSpan wait, TimeSpan longest) : Exception($"{server} asks to be left alone for {wait}, and the longest wait allowed is {longest}");
