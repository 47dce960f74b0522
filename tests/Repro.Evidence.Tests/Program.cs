using Repro.Evidence.Store;

// Child of KillTests and of the two-process test: writes artifacts until it is killed, or once.
//   Repro.Evidence.Tests ROOT COUNT LOG : artifacts 0..COUNT-1; a line in LOG for every one that this process made itself.
var store = new ArtifactStore(args[0]);
for (var i = 0; i < int.Parse(args[1]); i++)
{
    var key = Repro.Evidence.Tests.Store.Keys.Numbered(i);
    var artifact = store.Create(key, writer => Repro.Evidence.Tests.Store.Keys.Fill(writer, key.Spec));
    if (!artifact.Reused) File.AppendAllText(args[2], i + "\n");
}
