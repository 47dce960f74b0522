using System.Text;
using Repro.Claims;
using Repro.Experiments.Data;

namespace Repro.Experiments.Tests.Data;

public sealed class ConversationFileTests : IDisposable
{
    private const string Shape = """{"messages": [{"role": "user", "content": "..."}, {"role": "assistant", "content": "..."}]}""";
    private const string Row = """{"messages": [{"role": "user", "content": "ask"}, {"role": "assistant", "content": "tell"}]}""";

    private readonly Inputs inputs = new();

    public void Dispose() => inputs.Dispose();

    [Fact]
    public void A_row_is_a_user_s_and_an_assistant_s_message()
    {
        var rows = ConversationFile.Read(inputs.Write("a.jsonl", Row + "\n"));

        rows.Should().ContainSingle().Which.Messages.Should().Equal(new Message(MessageRole.User, "ask"), new Message(MessageRole.Assistant, "tell"));
        rows[0].Prompt.Should().Be("ask");
    }

    [Fact]
    public void A_system_message_may_come_first_and_turns_may_follow()
    {
        var rows = ConversationFile.Read(inputs.Write("a.jsonl", """{"messages": [{"content": "s", "role": "system"}, {"role": "user", "content": "a"}, {"role": "assistant", "content": "b"}, {"role": "user", "content": "c"}, {"role": "assistant", "content": "d"}]}"""));

        rows[0].Messages.Select(m => (m.Role, m.Content)).Should().Equal(
            (MessageRole.System, "s"), (MessageRole.User, "a"), (MessageRole.Assistant, "b"), (MessageRole.User, "c"), (MessageRole.Assistant, "d"));
        rows[0].Prompt.Should().Be("a");
    }

    [Theory]
    [InlineData("a.jsonl.gz", true)]
    [InlineData("zipped-but-not-named-so.jsonl", true)]
    [InlineData("plain-but-named-zipped.gz", false)]
    public void The_bytes_and_not_the_name_say_whether_a_file_is_gzip(string name, bool zipped)
        => ConversationFile.Read(zipped ? inputs.Write(name, Inputs.Zip(Row + "\n" + Row)) : inputs.Write(name, Row + "\n" + Row)).Should().HaveCount(2);

    [Theory]
    [InlineData("\uFEFF" + Row + "\n" + Row + "\n")]
    [InlineData(Row + "\r\n" + Row + "\r\n")]
    [InlineData(Row + "\n" + Row + "\n\n")]
    [InlineData(Row + "\n" + Row + "\n \t\r\n\n")]
    public void A_mark_at_the_start_and_blank_lines_at_the_end_are_tolerated(string text) => ConversationFile.Read(inputs.Write("a.jsonl", text)).Should().HaveCount(2);

    [Fact]
    public void A_line_is_read_across_the_pieces_that_a_stream_gives()
    {
        var texts = Enumerable.Range(0, 300).Select(i => new string((char)('a' + (i % 26)), 700 * (i % 40 + 1))).ToList();
        var path = inputs.Write("a.jsonl", string.Join('\n', texts.Select(t => Row.Replace("tell", t))));

        ConversationFile.Read(path).Select(r => r.Messages[1].Content).Should().Equal(texts);
    }

    public static TheoryData<string, string> Lines => new()
    {
        { "{", "a line is one JSON object, at most 8 levels deep; at byte 2 this one is not." },
        { "[[[[[[[[[1]]]]]]]]]", "a line is one JSON object, at most 8 levels deep; at byte 9 this one is not." },
        { "[]", "a line is a JSON object; got a list." },
        { "null", "a line is a JSON object; got null." },
        { "{}", "the row has the keys 'messages'; 'messages' is missing." },
        { """{"message": []}""", "the row has the keys 'messages' and no other; got 'message'." },
        { """{"messages": [], "messages": []}""", "the row has each key once; got 'messages' twice." },
        { """{"\ud800": 1}""", "the row has the keys 'messages' and no other; got one with half a surrogate pair." },
        { """{"messages": "hello"}""", "'messages' is a list; got a text." },
        { """{"messages": []}""", "the last message is the assistant's; got no message." },
        { """{"messages": [1]}""", "message 1 is an object; got a number." },
        { """{"messages": [{"role": "user"}]}""", "message 1 has the keys 'role', 'content'; 'content' is missing." },
        { """{"messages": [{"role": "user", "content": "a", "name": "b"}]}""", "message 1 has the keys 'role', 'content' and no other; got 'name'." },
        { """{"messages": [{"role": "human", "content": "a"}]}""", "message 1: 'role' is one of system, user, assistant; got 'human'." },
        { """{"messages": [{"role": 1, "content": "a"}]}""", "message 1: 'role' is a text; got a number." },
        { """{"messages": [{"role": "user", "content": null}]}""", "message 1: 'content' is a text; got null." },
        { """{"messages": [{"role": "user", "content": ["a"]}]}""", "message 1: 'content' is a text; got a list." },
        { """{"messages": [{"role": "user", "content": " "}]}""", "message 1: 'content' holds a text; got nothing." },
        { """{"messages": [{"role": "user", "content": "\udc00"}]}""", "message 1: 'content' is a text of whole characters; got half a surrogate pair." },
        { """{"messages": [{"role": "assistant", "content": "a"}]}""", "message 1: its 'role' is system or user here; got assistant." },
        { """{"messages": [{"role": "user", "content": "a"}, {"role": "user", "content": "b"}]}""", "message 2: its 'role' is assistant here; got user." },
        { """{"messages": [{"role": "user", "content": "a"}, {"role": "system", "content": "b"}]}""", "message 2: its 'role' is assistant here; got system." },
        { """{"messages": [{"role": "system", "content": "a"}, {"role": "assistant", "content": "b"}]}""", "message 2: its 'role' is user here; got assistant." },
        { """{"messages": [{"role": "user", "content": "a"}]}""", "the last message is the assistant's; got user." },
    };

    [Theory]
    [MemberData(nameof(Lines))]
    public void A_mistake_names_file_line_what_is_expected_and_what_was_got(string line, string mistake)
        => Refuse(inputs.Write("a.jsonl", Row + "\n" + line + "\n"), path => $"{path}:2: {mistake}");

    [Fact]
    public void A_long_wrong_word_is_shortened()
        => Refuse(inputs.Write("a.jsonl", "{\"" + new string('x', 5000) + "\": 1}"), path => $"{path}:1: the row has the keys 'messages' and no other; got '{new string('x', 40)}...'.");

    [Fact]
    public void All_mistakes_are_listed()
        => Refuse(inputs.Write("a.jsonl", $"[]\n\n{Row}\n1\n"), path => $"{path}:1: a line is a JSON object; got a list.\n{path}:2: each line is {Shape}; this one is blank. Remove it.\n{path}:4: a line is a JSON object; got a number.");

    [Fact]
    public void From_the_21st_on_mistakes_are_counted()
        => Refuse(
            inputs.Write("a.jsonl", string.Concat(Enumerable.Repeat("[]\n", 27))),
            path => string.Concat(Enumerable.Range(1, 20).Select(i => $"{path}:{i}: a line is a JSON object; got a list.\n")) + "... and 7 more");

    [Theory]
    [InlineData("")]
    [InlineData("\n\n")]
    [InlineData("\uFEFF")]
    public void An_empty_file_is_refused(string text) => Refuse(inputs.Write("a.jsonl", text), path => $"{path}:1: the file is empty. Each line is {Shape}.");

    [Fact]
    public void A_folder_is_refused()
        => Refuse(inputs.Folder, path => $"{path}: a file is needed here, and this is a folder. Name a file in it.");

    [Theory]
    [InlineData("none.jsonl")]
    [InlineData("none/none.jsonl")]
    public void A_missing_file_is_refused(string name) => Refuse(inputs[name], path => $"{path}: there is no such file. Check the path.");

    public sealed class Hostile : IDisposable
    {
        private readonly Inputs inputs = new();

        public void Dispose() => inputs.Dispose();

        [Fact]
        public void A_byte_that_is_not_UTF_8_is_named()
            => Refuse(inputs.Write("a.jsonl", [.. Encoding.UTF8.GetBytes(Row + "\n{\"ü"), 0xC3, 0x28]), path => $"{path}:2: a line is UTF-8; byte 5 of it is not.");

        [Fact]
        public void A_NUL_byte_is_named()
            => Refuse(inputs.Write("a.jsonl", Row.Replace("tell", "te\0l") + "\n"), path => $"{path}:1: a line is text; byte {Row.IndexOf("tell", StringComparison.Ordinal) + 3} of it is NUL.");

        [Fact]
        public void A_line_of_100_MB_is_refused_without_reading_it()
        {
            using var stream = new EndlessStream((byte)'a', 100_000_000);
            var before = GC.GetAllocatedBytesForCurrentThread();

            Refusing(() => ConversationFile.Read(stream, "long.jsonl")).Should().Be("long.jsonl:1: a line has at most 1048576 bytes; this one has more. The rest of the file was not read.");

            stream.Taken.Should().BeLessThanOrEqualTo((1 << 20) + 2);
            (GC.GetAllocatedBytesForCurrentThread() - before).Should().BeLessThan(8 << 20);
        }

        [Theory]
        [InlineData(0, true)]
        [InlineData(1, false)]
        public void A_line_may_have_as_many_bytes_as_the_limit(int above, bool read)
        {
            var limits = new ReadLimits { MaxLineBytes = 200 };
            var path = inputs.Write("a.jsonl", Row + "\n" + Row.PadRight(200 + above) + "\r\n" + Row);

            if (read) ConversationFile.Read(path, limits).Should().HaveCount(3);
            else Refusing(() => ConversationFile.Read(path, limits)).Should().Be($"{path}:2: a line has at most 200 bytes; this one has more. The rest of the file was not read.");
        }

        [Fact]
        public void A_gzip_bomb_of_one_line_stops_at_the_line_limit()
        {
            var path = inputs.Write("bomb.jsonl.gz", Inputs.Zip(stream => new EndlessStream((byte)' ', 200_000_000).CopyTo(stream)));
            var before = GC.GetAllocatedBytesForCurrentThread();

            Refusing(() => ConversationFile.Read(path)).Should().Be($"{path}:1: a line has at most 1048576 bytes; this one has more. The rest of the file was not read.");

            (GC.GetAllocatedBytesForCurrentThread() - before).Should().BeLessThan(8 << 20);
        }

        [Fact]
        public void A_gzip_bomb_of_many_lines_stops_at_the_file_limit()
        {
            var path = inputs.Write("bomb.jsonl.gz", Inputs.Zip(stream => new EndlessStream((byte)'\n', 50_000_000).CopyTo(stream)));

            Refusing(() => ConversationFile.Read(path, new ReadLimits { MaxBytes = 1 << 16 })).Should().EndWith(": a file has at most 65536 bytes, unpacked; this one has more. The rest was not read. Split it.");
        }

        [Fact]
        public void More_rows_than_allowed_are_refused()
        {
            var path = inputs.Write("a.jsonl", string.Concat(Enumerable.Repeat(Row + "\n", 4)));

            ConversationFile.Read(path, new ReadLimits { MaxRows = 4 }).Should().HaveCount(4);
            Refusing(() => ConversationFile.Read(path, new ReadLimits { MaxRows = 3 })).Should().Be($"{path}:4: a file has at most 3 rows; this one has more. The rest was not read. Split it.");
        }

        [Theory]
        [InlineData(0.2)]
        [InlineData(0.5)]
        [InlineData(0.999)]
        public void A_truncated_gzip_is_refused(double share)
        {
            var path = inputs.Write("cut.jsonl.gz", Zipped[..(int)(Zipped.Length * share)]);

            Refusing(() => ConversationFile.Read(path)).Should().MatchRegex(@"^[^\n]+:[0-9]+: the gzip data are damaged: their end says that [0-9]+ bytes are in them, and [0-9]+ are\. Fetch the file again\.$");
        }

        [Fact]
        public void A_gzip_that_lacks_only_its_end_is_refused()
        {
            foreach (var missing in Enumerable.Range(1, 12))
            {
                var path = inputs.Write("cut.jsonl.gz", Zipped[..^missing]);
                Refusing(() => ConversationFile.Read(path)).Should().Contain(": the gzip data are damaged: ", "{0} bytes are missing", missing);
            }
        }

        [Fact]
        public void A_gzip_with_a_changed_byte_is_refused()
        {
            var bytes = Zipped.ToArray();
            bytes[bytes.Length / 2] ^= 0x55;
            var path = inputs.Write("a.jsonl.gz", bytes);

            Refusing(() => ConversationFile.Read(path)).Should().Contain(": the gzip data are damaged: ").And.EndWith(". Fetch the file again.");
        }

        [Fact]
        public void What_only_begins_like_a_gzip_is_refused()
            => Refusing(() => ConversationFile.Read(inputs.Write("a.jsonl.gz", [0x1f, 0x8b, 8, 0])))
                .Should().Be($"{inputs["a.jsonl.gz"]}: the gzip data are damaged: gzip has at least 18 bytes, and these are 4. Fetch the file again.");

        private static byte[] Zipped { get; } = Inputs.Zip(string.Concat(Enumerable.Range(0, 2000).Select(i => Row.Replace("tell", (i * 7919L * 7919 % 1000003).ToString()) + "\n")));
    }

    private static void Refuse(string path, Func<string, string> message) => Refusing(() => ConversationFile.Read(path)).Should().Be(message(path));

    private static string Refusing(Action read) => FluentActions.Invoking(read).Should().Throw<InputException>().Which.Message;
}
