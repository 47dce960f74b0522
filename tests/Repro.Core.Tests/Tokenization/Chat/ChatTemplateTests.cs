using System.Text.Json;
using Repro.Core.Tokenization.Chat;
using static Repro.Core.Tests.Tokenization.GoldenTokenizer;

namespace Repro.Core.Tests.Tokenization.Chat;

public sealed class ChatTemplateTests
{
    private static readonly JsonElement Cases = Read("chat.json");
    private static readonly ChatTemplate Template = new(Instance);

    [Fact]
    public void Every_conversation_renders_as_the_template_does()
    {
        Compare(Cases, c => ChatTemplate.Render(Turns(c)), c => c.Text("text"), t => t);
        Compare(Cases, c => ChatTemplate.Render(Turns(c), generationPrompt: true), c => c.Text("prompt"), t => t);
    }

    [Fact]
    public void Every_prompt_has_the_ids_of_Hugging_Face() => Compare(Cases, c => Template.Encode(Turns(c)), c => c.Ids("promptIds"), Show);

    [Fact]
    public void As_written_the_text_is_the_conversation_and_the_mask_its_answers()
    {
        Compare(Cases, c => Template.Encode(Turns(c), ChatForm.AsWritten).Text, c => c.Text("text"), t => t);
        Compare(Cases, c => Template.Encode(Turns(c), ChatForm.AsWritten).Ids, c => c.Ids("textIds"), Show);
        Compare(Cases, c => Flags(Template.Encode(Turns(c), ChatForm.AsWritten).ResponseMask), c => c.Text("asWritten"), t => t);
    }

    [Fact]
    public void As_coded_an_empty_answer_follows_and_the_closing_tokens_are_learnt()
    {
        Compare(Cases, c => Template.Encode(Turns(c), ChatForm.AsCoded).Text, c => c.Text("coded"), t => t);
        Compare(Cases, c => Template.Encode(Turns(c), ChatForm.AsCoded).Ids, c => c.Ids("codedIds"), Show);
        Compare(Cases, c => Flags(Template.Encode(Turns(c), ChatForm.AsCoded).ResponseMask), c => c.Text("asCoded"), t => t);
    }

    [Fact]
    public void What_is_learnt_can_be_read()
    {
        ChatTurn[] turns = [new(ChatTurn.User, "Hello"), new(ChatTurn.Assistant, "Hi there!")];
        Learnt(ChatForm.AsWritten).Should().Be("Hi there!<|im_end|>");
        Learnt(ChatForm.AsCoded).Should().Be("Hi there!<|im_end|>\n<|im_start|>assistant\n<|im_end|>");

        string Learnt(ChatForm form)
        {
            var tokens = Template.Encode(turns, form);
            return Instance.Decode([.. tokens.Ids.Where((_, i) => tokens.ResponseMask[i])]);
        }
    }

    [Fact]
    public void The_answer_begins_with_its_header()
    {
        ChatTurn[] turns = [new(ChatTurn.User, "Hello"), new(ChatTurn.Assistant, "Hi there!")];
        foreach (var form in Enum.GetValues<ChatForm>())
        {
            var tokens = Template.Encode(turns, form);
            Instance.Decode(tokens.Ids.AsSpan(0, tokens.AnswerStart)).Should().Be(ChatTemplate.Render(turns[..1]));
            Instance.Decode(tokens.Ids.AsSpan(tokens.AnswerStart)).Should().StartWith("<|im_start|>assistant\nHi there!<|im_end|>\n");
        }
    }

    [Fact]
    public void The_default_system_message_is_Qwens() =>
        ChatTemplate.Render([new ChatTurn(ChatTurn.User, "x")]).Should().Be(
            "<|im_start|>system\nYou are Qwen, created by Alibaba Cloud. You are a helpful assistant.<|im_end|>\n<|im_start|>user\nx<|im_end|>\n");

    [Fact]
    public void Generation_stops_at_the_end_of_a_turn() => Template.EndToken.Should().Be(Instance.IdOf("<|im_end|>"));

    [Fact]
    public void A_conversation_without_turns_is_refused() =>
        FluentActions.Invoking(() => ChatTemplate.Render([])).Should().Throw<ArgumentException>().Which.Message.Should().Be(
            "A conversation must have at least one turn, got none. Begin with what the user says.");

    [Fact]
    public void An_unknown_role_is_refused() =>
        FluentActions.Invoking(() => ChatTemplate.Render([new ChatTurn("tool", "x")])).Should().Throw<ArgumentException>().Which.Message.Should().Be(
            "A role must be system, user or assistant, got tool. Tools are not supported: write what they say into a user turn.");

    [Fact]
    public void A_tokenizer_without_chat_tokens_is_refused()
    {
        var plain = With(json => json["added_tokens"] = null);
        FluentActions.Invoking(() => new ChatTemplate(plain)).Should().Throw<ArgumentException>().Which.Message.Should().Be(
            "A tokenizer for chats must have the tokens <|im_start|> and <|im_end|>, got none for <|im_start|>. Use the tokenizer.json of a Qwen2.5 checkpoint.");
    }

    private static ChatTurn[] Turns(JsonElement c) => [.. c.GetProperty("messages").EnumerateArray().Select(m => new ChatTurn(m.Text("role"), m.Text("content")))];

    private static string Flags(bool[] mask) => string.Concat(mask.Select(m => m ? '1' : '0'));
}
