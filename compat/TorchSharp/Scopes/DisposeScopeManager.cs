namespace TorchSharp;

/// <summary>The stack of dispose scopes of a thread.</summary>
public class DisposeScopeManager
{
    [ThreadStatic]
    private static DisposeScope? current;

    internal static DisposeScope? Current => current;

    internal static DisposeScope Open() => current = new DisposeScope(current);

    internal static void Close(DisposeScope scope)
    {
        if (ReferenceEquals(current, scope))
        {
            current = scope.Outer;
            return;
        }

        for (var inner = current; inner is not null; inner = inner.Outer)
        {
            if (ReferenceEquals(inner.Outer, scope))
            {
                inner.Outer = scope.Outer;
                return;
            }
        }
    }
}
