using System.Text;
using GroundTransport.Application.Booking;
using GroundTransport.Application.PostBacks;
using GroundTransport.Application.Search;
using GroundTransport.Infrastructure.ConcurWire;
using GroundTransport.Infrastructure.ConcurWire.PostBacks;
using GroundTransport.TestKit.Examples;

namespace GroundTransport.Infrastructure.Tests.ConcurWire;

/// <summary>Whatever the bytes are, the result is a request or a reason; never an exception, a read file or a call to a host.</summary>
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
        "<!DOCTYPE x [<!ENTITY a 'aaaaaaaaaa'><!ENTITY b '&a;&a;&a;&a;&a;&a;&a;&a;'><!ENTITY c '&b;&b;&b;&b;&b;&b;'>]>"
            + "<CC_LimoSearchRequest>&c;</CC_LimoSearchRequest>",
    ];

    [Theory]
    [MemberData(nameof(Malformed))]
    public void Body_that_is_no_message_is_malformed_with_a_reason(string xml)
    {
        var malformed = Assert.IsType<MalformedRequest>(Wire.Read(xml));
        Assert.NotEmpty(malformed.Refusal!.Message.ToString());
        Assert.Equal("300", Wire.ErrorCode(new System.Xml.Linq.XElement("r", Wire.Valid(ConcurMessages.BareError(malformed.Refusal!)))));
    }

    [Theory]
    [InlineData(64, true)]
    [InlineData(65, false)]
    public void Elements_nest_at_most_64_deep(int depth, bool isTaken)
    {
        var xml = "<CC_LimoSearchRequest>" + string.Concat(Enumerable.Repeat("<a>", depth - 1)) + string
            .Concat(Enumerable.Repeat("</a>", depth - 1)) + "</CC_LimoSearchRequest>";
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
    public void Messages_have_at_most_5000_nodes(string piece, int nodes)
    {
        var pieces = 4999 / nodes;
        var rest = string.Concat(Enumerable.Repeat("<z/>", 4999 - (pieces * nodes)));
        var body = string.Concat(Enumerable.Repeat(piece, pieces)) + rest;
        AssertTaken(true, $"<CC_LimoSearchRequest>{body}</CC_LimoSearchRequest>");
        AssertTaken(false, $"<CC_LimoSearchRequest>{body}<z/></CC_LimoSearchRequest>");
    }

    [Fact]
    public void Text_in_thousands_of_pieces_is_joined_quickly()
    {
        var pieces = string.Concat(Enumerable.Repeat(new string('x', 80) + "<!---->", 2400));
        Wire.AssertRefused(Domain.RefusalKind.Request, "PickupInstructions",
            Wire.Search($"<PickupInstructions>{pieces}</PickupInstructions>"));
    }

    [Fact]
    public void Thousands_of_attributes_are_malformed()
    {
        var attributes = string.Concat(Enumerable.Range(0, 20_000).Select(number => $" a{number}=''"));
        Assert.IsType<MalformedRequest>(Wire.Read($"<CC_LimoSearchRequest{attributes}/>"));
    }

    [Theory]
    [MemberData(nameof(Requests))]
    public void Truncated_message_is_malformed_and_never_throws(string name)
    {
        var bytes = ConcurExamples.Bytes(name).AsMemory();
        var whole = bytes.Span.TrimEnd("\n "u8).Length;
        for (var length = 0; length < whole; length++)
        {
            Assert.IsType<MalformedRequest>(ConcurMessages.Read(bytes[..length], Wire.Call()));
            ConcurMessages.Find(bytes[..length]);
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
                var request = ConcurMessages.Read(bytes, Wire.Call());
                ConcurMessages.Find(bytes);
                PostBackResponseReader.Read(bytes);
                if (request is ReceivedRequest<SellRide> sell)
                    Wire.Valid(ReplyTo.Sell(sell.Command, sell.Refusal ?? Domain.Refusal.Failure));
                if (request is ReceivedRequest<UpdateRide> update)
                    Wire.Valid(ReplyTo.Update(update.Command, update.Refusal ?? Domain.Refusal.Failure));
                if (request is ReceivedRequest<SearchRides> search)
                    Wire.Valid(ReplyTo.Search(search.Command, search.Refusal ?? Domain.Refusal.Failure, 1));
            }
        }
    }

    [Theory]
    [InlineData("utf-8", true)]
    [InlineData("utf-16", true)]
    [InlineData("utf-16BE", true)]
    public void Encodings_with_a_byte_order_mark_are_read(string encoding, bool declared)
    {
        var coding = Encoding.GetEncoding(encoding);
        var xml = (declared ? $"<?xml version='1.0' encoding='{encoding[..Math.Min(6, encoding.Length)]}'?>" : "")
            + "<CC_LimoSearchRequest><PickupInstructions>Grüße</PickupInstructions></CC_LimoSearchRequest>";
        var search = Assert.IsType<ReceivedRequest<SearchRides>>(ConcurMessages
            .Read((byte[])[.. coding.GetPreamble(), .. coding.GetBytes(xml)], Wire.Call()));
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
    public void Byte_order_marks_alone_and_invalid_encodings_are_malformed(byte[] bytes)
    {
        Assert.IsType<MalformedRequest>(ConcurMessages.Read(bytes, Wire.Call()));
        Assert.Null(ConcurMessages.Find(bytes)?.RequestRoot);
        Assert.Equal(PostBackAnswerKind.Unreadable, PostBackResponseReader.Read(bytes).Kind);
    }

    private static void AssertTaken(bool isTaken, string xml) =>
        Assert.Equal(isTaken ? typeof(ReceivedRequest<SearchRides>) : typeof(MalformedRequest), Wire.Read(xml).GetType());
}
