using System.Text;
using System.Xml.Linq;
using GroundTransport.Application.Callers;
using GroundTransport.Domain;
using GroundTransport.Domain.Journeys;
using GroundTransport.Domain.Vendors;
using GroundTransport.Infrastructure.ConcurWire;
using GroundTransport.Infrastructure.ConcurWire.Messages;
using GroundTransport.TestKit.Schemas;

namespace GroundTransport.Infrastructure.Tests.ConcurWire;

/// <summary>Sends text through the codec as Concur would, and looks at what it answers.</summary>
internal static class Wire
{
    public static ConcurCall Call(TimesAre timesAre = TimesAre.Gmt) => new(
        new DirectConnect
        {
            Id = "dc1",
            Name = "test",
            UserName = "user",
            PasswordHash = [],
            TokenHash = [],
            VendorCodes = ["LML"],
            TimesAre = timesAre,
        },
        "correlation-1");

    public static LimoRequest Read(string xml) => LimoRequests.Read(Encoding.UTF8.GetBytes(xml), Call());

    public static LimoSearch Search(string inner) => Assert.IsType<LimoSearch>(Read($"<CC_LimoSearchRequest>{inner}</CC_LimoSearchRequest>"));

    public static LimoSell Sell(string inner) => Assert.IsType<LimoSell>(Read($"<CC_LimoSellRequest>{inner}</CC_LimoSellRequest>"));

    public static LimoUpdate Update(string inner) => Assert.IsType<LimoUpdate>(Read($"<CC_LimoUpdateRequest>{inner}</CC_LimoUpdateRequest>"));

    public static void AssertRefused(RefusalKind kind, string element, LimoRequest request)
    {
        Assert.NotNull(request.Wrong);
        Assert.Equal((kind, element), (request.Wrong.Kind, request.Wrong.Element));
        Assert.NotEmpty(request.Wrong.Message);
    }

    public static string Text(ReadOnlyMemory<byte> bytes) => Encoding.UTF8.GetString(bytes.Span);

    /// <summary>The reply, once its schema has found nothing wrong with it.</summary>
    public static XElement Valid(ReadOnlyMemory<byte> reply)
    {
        var text = Text(reply);
        WireSchema.AssertValid(text);
        return XElement.Parse(text, LoadOptions.PreserveWhitespace);
    }

    public static string ErrorCode(XElement reply) => At(reply, "Error/ErrorCode");

    public static string At(XElement reply, string path) =>
        path.Split('/').Aggregate(reply, (element, name) => element.Element(name) ?? throw new ArgumentException($"No {path}", nameof(path))).Value;
}
