using Repro.Claims;
using Repro.Evidence.Runs;

namespace Repro.Evidence.Tests.Runs;

public sealed class WorkingTreeTests : IDisposable
{
    private readonly TempFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Outside_a_repository_nothing_can_be_accepted()
    {
        var tree = WorkingTree.Of(folder.Path);

        tree.Should().BeEquivalentTo(new WorkingTree("unknown", [], null));
        tree.Invoking(t => t.CheckMayAccept()).Should().Throw<InputException>()
            .WithMessage("A golden is accepted from a commit, which says what made its numbers; here is no git repository. Clone the repository, then run the same with REPRO_ACCEPT=1.");
    }

    [SkippableFact]
    public void A_clean_tree_has_a_commit_and_no_diff()
    {
        Commit();
        var tree = WorkingTree.Of(folder.Path);

        tree.Commit.Should().MatchRegex("^[0-9a-f]{40}$");
        tree.Changed.Should().BeEmpty();
        tree.DiffHash.Should().BeNull();
        tree.CheckMayAccept();
    }

    [SkippableFact]
    public void Each_change_has_another_hash_and_the_same_change_the_same()
    {
        Commit();
        File.WriteAllText(folder["a"], "changed");
        var changed = WorkingTree.Of(folder.Path);
        File.WriteAllText(folder["new file"], "1");
        var added = WorkingTree.Of(folder.Path);
        File.WriteAllText(folder["new file"], "2");
        var other = WorkingTree.Of(folder.Path);

        changed.Changed.Should().Equal("a");
        added.Changed.Should().Equal("a", "new file");
        new[] { changed.DiffHash, added.DiffHash, other.DiffHash }.Should().OnlyHaveUniqueItems().And.NotContainNulls();
        WorkingTree.Of(folder.Path).DiffHash.Should().Be(other.DiffHash);
    }

    [SkippableFact]
    public void A_dirty_tree_blesses_no_golden_and_says_which_files()
    {
        Commit();
        File.WriteAllText(folder["a"], "changed");
        File.WriteAllText(folder["b"], "new");

        WorkingTree.Of(folder.Path).Invoking(t => t.CheckMayAccept()).Should().Throw<InputException>()
            .WithMessage("A golden is accepted from a clean working tree, so that its commit says what made its numbers; got 2 changed files: a, b. Commit or stash them, then run the same with REPRO_ACCEPT=1.");
    }

    [SkippableFact]
    public void Goldens_that_were_just_accepted_do_not_stand_in_the_way_of_the_next()
    {
        Commit();
        Directory.CreateDirectory(folder["golden/claims"]);
        File.WriteAllText(folder["golden/claims/C01.json"], "{}");

        WorkingTree.Of(folder.Path).CheckMayAccept();
    }

    private void Commit()
    {
        Skip.IfNot(folder.Git("init", "-q"), "git is not installed.");
        File.WriteAllText(folder["a"], "a");
        folder.Git("add", "a");
        folder.Git("-c", "user.name=t", "-c", "user.email=t@example.org", "-c", "commit.gpgsign=false", "commit", "-q", "-m", "m");
    }
}
