using System.Collections;
using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>Modules named by their position.</summary>
public class ModuleList<T> : nn.Module, IList<T>
    where T : nn.Module
{
    private readonly List<T> items = [];
    private bool registered;

    public ModuleList(params T[] modules)
        : base("ModuleList") => items.AddRange(modules);

    public int Count => items.Count;

    public bool IsReadOnly => false;

    public T this[int index]
    {
        get => items[index];
        set => items[index] = value;
    }

    public void Add(T item) => items.Add(item);

    public void append(params T[] parameters) => items.AddRange(parameters);

    public void extend(IEnumerable<T> modules) => items.AddRange(modules);

    public void Clear() => items.Clear();

    public bool Contains(T item) => items.Contains(item);

    public void CopyTo(T[] array, int arrayIndex) => items.CopyTo(array, arrayIndex);

    public IEnumerator<T> GetEnumerator() => items.GetEnumerator();

    public int IndexOf(T item) => items.IndexOf(item);

    public void Insert(int index, T item) => items.Insert(index, item);

    public bool Remove(T item) => items.Remove(item);

    public void RemoveAt(int index) => items.RemoveAt(index);

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    protected override void RegisterComponents()
    {
        if (registered)
        {
            return;
        }

        for (var i = 0; i < items.Count; i++)
        {
            register_module($"{i}", items[i]);
        }

        registered = true;
    }
}
