using Repro.Evidence.Store;

// Child of the kill test and of the tests with two processes: writes artifacts until it is killed, or once.
//   Repro.Evidence.Tests ROOT COUNT LOG      : artifacts 0..COUNT-1; a line in LOG for every one that this process made itself.
//   Repro.Evidence.Tests ROOT COUNT LOG slow : takes each stage before it computes for a while; a line for what it computed, and one where it waited.
var store = new ArtifactStore(args[0]);
for (var i = 0; i < int.Parse(args[1]); i++)
{
    var key = Repro.Evidence.Tests.Store.Keys.Numbered(i);
    if (args.Length > 3)
    {
        var number = i;
        using var held = store.Reserve(key, () => File.AppendAllText(args[2], $"wait {number}\n"), CancellationToken.None);
        if (held.Find() is not null) continue;
        File.AppendAllText(args[2], $"{i}\n");
        new ManualResetEventSlim().Wait(200);
        held.Create(writer => Repro.Evidence.Tests.Store.Keys.Fill(writer, key.Spec));
        continue;
    }

    var artifact = store.Create(key, writer => Repro.Evidence.Tests.Store.Keys.Fill(writer, key.Spec));
    if (!artifact.Reused) File.AppendAllText(args[2], i + "\n");
}
