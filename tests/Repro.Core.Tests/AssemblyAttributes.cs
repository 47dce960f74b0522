// The tests share libtorch's threads and its count of tensors.
[assembly: CollectionBehavior(DisableTestParallelization = true)]
