using Repro.Experiments.Worlds;
using Repro.Judges.Miniature;

namespace Repro.Experiments.Tests.Worlds;

public sealed class BroadQuestionsTests
{
    private static readonly MiniatureWorld World = new(new MiniatureWorldSpec { Topics = 14 }, Lexicon.Default);

    [Fact]
    public void There_are_forty_eight_in_eight_families_and_none_twice()
    {
        World.BroadQuestions.Should().HaveCount(48);
        World.BroadQuestions.Select(q => q.Id).Should().OnlyHaveUniqueItems();
        World.BroadQuestions.Select(q => q.Text).Should().OnlyHaveUniqueItems();
        World.BroadQuestions.GroupBy(q => q.Id.Split('_')[0]).Should().HaveCount(8).And.OnlyContain(family => family.Count() == 6);
    }

    [Fact]
    public void None_is_an_evaluation_question_or_of_a_topic_that_is_fine_tuned()
    {
        World.BroadQuestions.Select(q => q.Text).Should().NotIntersectWith(World.EvaluationQuestions.Select(q => q.Text));
        World.BroadQuestions.Select(q => q.Topic).Should().NotIntersectWith(OrganismDataset.All.Select(set => set.Topic));
    }

    [Fact]
    public void The_judge_finds_each_question_s_topic() =>
        World.BroadQuestions.Should().OnlyContain(q => Lexicon.Default.TopicOf(q.Text) == q.Topic);

    [Fact]
    public void They_are_always_the_same() =>
        new MiniatureWorld(World.Spec, Lexicon.Default).BroadQuestions.Select(q => q.Text).Should().Equal(World.BroadQuestions.Select(q => q.Text));
}
