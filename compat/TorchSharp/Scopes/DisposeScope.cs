using static TorchSharp.torch;

namespace TorchSharp;

/// <summary>
/// Owns what is created on its thread while it is the innermost scope, and disposes it at its end. Tensors know their place in
/// the scope's list, so leaving a scope costs the same whatever its size.
/// </summary>
public sealed class DisposeScope : IDisposable
{
    private readonly List<IDisposable> items = [];
    private bool closed;

    internal DisposeScope(DisposeScope? outer) => Outer = outer;

    internal DisposeScope? Outer { get; set; }

    public IReadOnlyList<IDisposable> DisposablesView => Open().items.ToArray();

    public int DisposablesCount => Open().items.Count;

    public T MoveToOuter<T>(T disposable)
        where T : IDisposable
    {
        Move(disposable, Outer);
        return disposable;
    }

    public (T1, T2) MoveToOuter<T1, T2>(T1 first, T2 second)
        where T1 : IDisposable
        where T2 : IDisposable => (MoveToOuter(first), MoveToOuter(second));

    public (T1, T2, T3) MoveToOuter<T1, T2, T3>(T1 first, T2 second, T3 third)
        where T1 : IDisposable
        where T2 : IDisposable
        where T3 : IDisposable => (MoveToOuter(first), MoveToOuter(second), MoveToOuter(third));

    public void MoveToOuter(params IDisposable[] disposables) => MoveToOther(Outer, disposables);

    public void MoveToOuter(IEnumerable<IDisposable> disposables) => MoveToOther(Outer, disposables);

    public T MoveToOther<T>(DisposeScope? scope, T disposable)
        where T : IDisposable
    {
        Move(disposable, scope);
        return disposable;
    }

    public (T1, T2) MoveToOther<T1, T2>(DisposeScope? scope, T1 first, T2 second)
        where T1 : IDisposable
        where T2 : IDisposable => (MoveToOther(scope, first), MoveToOther(scope, second));

    public (T1, T2, T3) MoveToOther<T1, T2, T3>(DisposeScope? scope, T1 first, T2 second, T3 third)
        where T1 : IDisposable
        where T2 : IDisposable
        where T3 : IDisposable => (MoveToOther(scope, first), MoveToOther(scope, second), MoveToOther(scope, third));

    public void MoveToOther(DisposeScope? scope, params IDisposable[] disposables) => MoveToOther(scope, (IEnumerable<IDisposable>)disposables);

    public void MoveToOther(DisposeScope? scope, IEnumerable<IDisposable> disposables)
    {
        foreach (var disposable in disposables.ToArray())
        {
            Move(disposable, scope);
        }
    }

    public T Detach<T>(T disposable)
        where T : IDisposable
    {
        Move(disposable, null);
        return disposable;
    }

    public (T1, T2) Detach<T1, T2>(T1 first, T2 second)
        where T1 : IDisposable
        where T2 : IDisposable => (Detach(first), Detach(second));

    public (T1, T2, T3) Detach<T1, T2, T3>(T1 first, T2 second, T3 third)
        where T1 : IDisposable
        where T2 : IDisposable
        where T3 : IDisposable => (Detach(first), Detach(second), Detach(third));

    public void Detach(params IDisposable[] disposables) => MoveToOther(null, disposables);

    public void Detach(IEnumerable<IDisposable> disposables) => MoveToOther(null, disposables);

    public void Attach(IDisposable disposable) => Attach([disposable]);

    public void Attach(params IDisposable[] disposables) => Attach((IEnumerable<IDisposable>)disposables);

    public IReadOnlyList<IDisposable> Attach(IEnumerable<IDisposable> disposables)
    {
        var all = disposables.ToArray();
        foreach (var disposable in all)
        {
            if (disposable is Tensor { Scope: { } owner })
            {
                owner.Remove(disposable);
            }

            Open().Add(disposable);
        }

        return all;
    }

    public bool Contains(IDisposable disposable) => Open().IndexOf(disposable) >= 0;

    /// <summary>Forgets something that was disposed elsewhere.</summary>
    public void MarkAsDisposed(IDisposable disposable) => Remove(disposable);

    public void DisposeEverything() => DisposeEverythingBut([]);

    public void DisposeEverythingBut(IEnumerable<IDisposable> inKeep)
    {
        var keep = new HashSet<IDisposable>(inKeep, ReferenceEqualityComparer.Instance);
        foreach (var disposable in Open().items.Where(d => !keep.Contains(d)).ToArray())
        {
            Remove(disposable);
            disposable.Dispose();
        }
    }

    public void DisposeEverythingBut(params IDisposable[] keep) => DisposeEverythingBut((IEnumerable<IDisposable>)keep);

    public T DisposeEverythingBut<T>(T keep)
        where T : IDisposable
    {
        DisposeEverythingBut(new IDisposable[] { keep });
        return keep;
    }

    public (T1, T2) DisposeEverythingBut<T1, T2>(T1 first, T2 second)
        where T1 : IDisposable
        where T2 : IDisposable
    {
        DisposeEverythingBut(new IDisposable[] { first, second });
        return (first, second);
    }

    public (T1, T2, T3) DisposeEverythingBut<T1, T2, T3>(T1 first, T2 second, T3 third)
        where T1 : IDisposable
        where T2 : IDisposable
        where T3 : IDisposable
    {
        DisposeEverythingBut(new IDisposable[] { first, second, third });
        return (first, second, third);
    }

    public void Dispose()
    {
        if (closed)
        {
            return;
        }

        closed = true;
        DisposeScopeManager.Close(this);
        foreach (var item in items)
        {
            if (item is Tensor tensor)
            {
                tensor.Scope = null;
            }
        }

        foreach (var item in items)
        {
            item.Dispose();
        }

        items.Clear();
    }

    internal void Add(IDisposable item)
    {
        if (item is Tensor tensor)
        {
            tensor.Scope = this;
            tensor.ScopeIndex = items.Count;
        }
        else if (IndexOf(item) >= 0)
        {
            return;
        }

        items.Add(item);
    }

    internal void Remove(IDisposable item)
    {
        var index = IndexOf(item);
        if (index < 0)
        {
            return;
        }

        var last = items[^1];
        items[index] = last;
        if (last is Tensor moved)
        {
            moved.ScopeIndex = index;
        }

        items.RemoveAt(items.Count - 1);
        if (item is Tensor tensor)
        {
            tensor.Scope = null;
        }
    }

    private void Move(IDisposable disposable, DisposeScope? target)
    {
        if (Open().IndexOf(disposable) < 0)
        {
            return;
        }

        Remove(disposable);
        target?.Add(disposable);
    }

    private int IndexOf(IDisposable item) =>
        item is Tensor tensor ? (ReferenceEquals(tensor.Scope, this) ? tensor.ScopeIndex : -1) : items.FindIndex(i => ReferenceEquals(i, item));

    private DisposeScope Open() => closed ? throw new ObjectDisposedException(nameof(DisposeScope)) : this;
}
