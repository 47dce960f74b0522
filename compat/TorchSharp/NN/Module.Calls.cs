namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        public abstract class Module<T, TResult> : HookableModule<Func<Module<T, TResult>, T, T>, Func<Module<T, TResult>, T, TResult, TResult>>, IModule<T, TResult>
        {
            protected Module(string name)
                : base(name)
            {
            }

            public abstract TResult forward(T input);

            public TResult call(T input) => Run(
                () =>
                {
                    foreach (var hook in pre_hooks.Values)
                    {
                        input = hook(this, input) is { } changed ? changed : input;
                    }
                },
                () => forward(input),
                result => post_hooks.Values.Aggregate(result, (r, hook) => hook(this, input, r) is { } changed ? changed : r));
        }

        public abstract class Module<T1, T2, TResult> : HookableModule<Func<Module<T1, T2, TResult>, T1, T2, (T1, T2)?>, Func<Module<T1, T2, TResult>, T1, T2, TResult, TResult>>, IModule<T1, T2, TResult>
        {
            protected Module(string name)
                : base(name)
            {
            }

            public abstract TResult forward(T1 input1, T2 input2);

            public TResult call(T1 input1, T2 input2) => Run(
                () =>
                {
                    foreach (var hook in pre_hooks.Values)
                    {
                        (input1, input2) = hook(this, input1, input2) ?? (input1, input2);
                    }
                },
                () => forward(input1, input2),
                result => post_hooks.Values.Aggregate(result, (r, hook) => hook(this, input1, input2, r) is { } changed ? changed : r));
        }

        public abstract class Module<T1, T2, T3, TResult> : HookableModule<Func<Module<T1, T2, T3, TResult>, T1, T2, T3, (T1, T2, T3)?>, Func<Module<T1, T2, T3, TResult>, T1, T2, T3, TResult, TResult>>, IModule<T1, T2, T3, TResult>
        {
            protected Module(string name)
                : base(name)
            {
            }

            public abstract TResult forward(T1 input1, T2 input2, T3 input3);

            public TResult call(T1 input1, T2 input2, T3 input3) => Run(
                () =>
                {
                    foreach (var hook in pre_hooks.Values)
                    {
                        (input1, input2, input3) = hook(this, input1, input2, input3) ?? (input1, input2, input3);
                    }
                },
                () => forward(input1, input2, input3),
                result => post_hooks.Values.Aggregate(result, (r, hook) => hook(this, input1, input2, input3, r) is { } changed ? changed : r));
        }
    }
}
