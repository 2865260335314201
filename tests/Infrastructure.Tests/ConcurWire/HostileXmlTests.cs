using System.Text;
using GroundTransport.Infrastructure.ConcurWire;
using GroundTransport.Infrastructure.ConcurWire.Messages;
using GroundTransport.TestKit.Examples;

namespace GroundTransport.Infrastructure.Tests.ConcurWire;

/// <summary>Whatever the bytes are, the answer is a request or a reason; never an exception, never a file or a host read.</summary>
public sealed class HostileXmlTests
{
    public static TheoryData<string> Requests => [.. ConcurExamples.Requests];

    public static TheoryData<string> Malformed =>
    [
        "",
        " ",
        "hello",
        "{\"a\":1}",
        "<CC_LimoSearchRequest>",
        "<CC_LimoSearchRequest/><CC_LimoSearchRequest/>",
        "<CC_LimoSearchRequest></CC_LimoSellRequest>",
        "<CC_LimoSearchReply/>",
        "<cc_limosearchrequest/>",
        "<html><body/></html>",
        "<CC_LimoSearchRequest>&nbsp;</CC_LimoSearchRequest>",
        "<CC_LimoSearchRequest>&#0;</CC_LimoSearchRequest>",
        "<CC_LimoSearchRequest>&#x1F;</CC_LimoSearchRequest>",
        "<CC_LimoSearchRequest>&#xD800;</CC_LimoSearchRequest>",
        "<CC_LimoSearchRequest>\0</CC_LimoSearchRequest>",
        "<CC_LimoSearchRequest>\b</CC_LimoSearchRequest>",
        "<CC_LimoSearchRequest>\uFFFE</CC_LimoSearchRequest>",
        "<CC_LimoSearchRequest a='1' a='2'/>",
        "<x:CC_LimoSearchRequest/>",
        "<?xml version='1.1'?><CC_LimoSearchRequest/>",
        "<?xml version='1.0' encoding='utf-16'?><CC_LimoSearchRequest/>",
        "<?xml version='1.0' encoding='utf-7'?><CC_LimoSearchRequest/>",
        "<?xml version='1.0' encoding='no-such'?><CC_LimoSearchRequest/>",
        "<!DOCTYPE CC_LimoSearchRequest><CC_LimoSearchRequest/>",
        "<!DOCTYPE x SYSTEM 'http://127.0.0.1:1/x.dtd'><CC_LimoSearchRequest/>",
        "<!DOCTYPE x [<!ENTITY e SYSTEM 'file:///etc/passwd'>]><CC_LimoSearchRequest>&e;</CC_LimoSearchRequest>",
        "<!DOCTYPE x [<!ENTITY a 'aaaaaaaaaa'><!ENTITY b '&a;&a;&a;&a;&a;&a;&a;&a;'><!ENTITY c '&b;&b;&b;&b;&b;&b;'>]><CC_LimoSearchRequest>&c;</CC_LimoSearchRequest>",
    ];

    [Theory]
    [MemberData(nameof(Malformed))]
    public void What_is_no_message_is_malformed_with_a_reason(string xml)
    {
        var malformed = Assert.IsType<MalformedRequest>(Wire.Read(xml));
        Assert.NotEmpty(malformed.Reason);
        Assert.Equal("300", Wire.ErrorCode(new System.Xml.Linq.XElement("r", Wire.Valid(LimoReplies.BareError(malformed.Wrong!)))));
    }

    [Theory]
    [InlineData(64, true)]
    [InlineData(65, false)]
    public void Elements_nest_at_most_64_deep(int depth, bool isTaken)
    {
        var xml = "<CC_LimoSearchRequest>" + string.Concat(Enumerable.Repeat("<a>", depth - 1)) + string.Concat(Enumerable.Repeat("</a>", depth - 1)) + "</CC_LimoSearchRequest>";
        AssertTaken(isTaken, xml);
        AssertTaken(isTaken, xml.Replace("<a></a>", "<a/>", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("<a/>", 1)]
    [InlineData("<a>t</a>", 2)]
    [InlineData("<a b='1' c='2'/>", 3)]
    [InlineData("<!---->", 1)]
    [InlineData("<?p?>", 1)]
    [InlineData("<a/>\n  ", 1)]
    public void A_message_has_at_most_5000_nodes(string piece, int nodes)
    {
        var pieces = 4999 / nodes;
        var rest = string.Concat(Enumerable.Repeat("<z/>", 4999 - (pieces * nodes)));
        var body = string.Concat(Enumerable.Repeat(piece, pieces)) + rest;
        AssertTaken(true, $"<CC_LimoSearchRequest>{body}</CC_LimoSearchRequest>");
        AssertTaken(false, $"<CC_LimoSearchRequest>{body}<z/></CC_LimoSearchRequest>");
    }

    [Fact]
    public void A_text_in_thousands_of_pieces_is_one_text_and_quick()
    {
        var pieces = string.Concat(Enumerable.Repeat(new string('x', 80) + "<!---->", 2400));
        Wire.AssertRefused(Domain.RefusalKind.Request, "PickupInstructions", Wire.Search($"<PickupInstructions>{pieces}</PickupInstructions>"));
    }

    [Fact]
    public void A_flood_of_attributes_is_malformed()
    {
        var attributes = string.Concat(Enumerable.Range(0, 20_000).Select(number => $" a{number}=''"));
        Assert.IsType<MalformedRequest>(Wire.Read($"<CC_LimoSearchRequest{attributes}/>"));
    }

    [Theory]
    [MemberData(nameof(Requests))]
    public void A_message_cut_anywhere_is_malformed_and_never_throws(string name)
    {
        var bytes = ConcurExamples.Bytes(name).AsMemory();
        var whole = bytes.Span.TrimEnd("\n "u8).Length;
        for (var length = 0; length < whole; length++)
        {
            Assert.IsType<MalformedRequest>(LimoRequests.Read(bytes[..length], Wire.Call()));
            LimoRequests.RootOf(bytes[..length]);
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Bytes_changed_at_random_never_throw(int seed)
    {
        var random = new Random(seed);
        foreach (var name in ConcurExamples.Requests)
        {
            var original = ConcurExamples.Bytes(name);
            for (var round = 0; round < 400; round++)
            {
                var bytes = (byte[])original.Clone();
                for (var change = random.Next(1, 6); change > 0; change--)
                    bytes[random.Next(bytes.Length)] = (byte)random.Next(256);
                var request = LimoRequests.Read(bytes, Wire.Call());
                LimoRequests.RootOf(bytes);
                PostBackResponseReader.Read(bytes);
                if (request is LimoSell sell)
                    Wire.Valid(LimoReplies.Sell(sell.Command, sell.Wrong ?? Domain.Refusal.Failure));
                if (request is LimoUpdate update)
                    Wire.Valid(LimoReplies.Update(update.Command, update.Wrong ?? Domain.Refusal.Failure));
                if (request is LimoSearch search)
                    Wire.Valid(LimoReplies.Search(search.Command, search.Wrong ?? Domain.Refusal.Failure, 1));
            }
        }
    }

    [Theory]
    [InlineData("utf-8", true)]
    [InlineData("utf-16", true)]
    [InlineData("utf-16BE", true)]
    public void Encodings_with_a_mark_are_read(string encoding, bool declared)
    {
        var coding = Encoding.GetEncoding(encoding);
        var xml = (declared ? $"<?xml version='1.0' encoding='{encoding[..Math.Min(6, encoding.Length)]}'?>" : "") + "<CC_LimoSearchRequest><PickupInstructions>Grüße</PickupInstructions></CC_LimoSearchRequest>";
        var search = Assert.IsType<LimoSearch>(LimoRequests.Read((byte[])[.. coding.GetPreamble(), .. coding.GetBytes(xml)], Wire.Call()));
        Assert.Equal("Grüße", search.Command.PickupInstructions);
    }

    [Theory]
    [InlineData(new byte[] { 0x00 })]
    [InlineData(new byte[] { 0xFF, 0xFE })]
    [InlineData(new byte[] { 0xFE, 0xFF, 0x00 })]
    [InlineData(new byte[] { 0xEF, 0xBB, 0xBF })]
    [InlineData(new byte[] { 0x00, 0x00, 0xFE, 0xFF, 0x00 })]
    [InlineData(new byte[] { 0x4C, 0x6F, 0xA7, 0x94 })]
    [InlineData(new byte[] { 0x3C, 0x61, 0x3E, 0xC0, 0x80, 0x3C, 0x2F, 0x61, 0x3E })]
    public void Marks_and_broken_encodings_are_malformed(byte[] bytes)
    {
        Assert.IsType<MalformedRequest>(LimoRequests.Read(bytes, Wire.Call()));
        Assert.Null(LimoRequests.RootOf(bytes));
        Assert.IsType<PostBackResponse.NotXml>(PostBackResponseReader.Read(bytes));
    }

    private static void AssertTaken(bool isTaken, string xml) =>
        Assert.Equal(isTaken ? typeof(LimoSearch) : typeof(MalformedRequest), Wire.Read(xml).GetType());
}
