return Repro.Core.Tests.Planning.MemoryProbe.Run(args);
