using System.Text;
using System.Xml.Linq;
using GroundTransport.Application.Booking;
using GroundTransport.Application.Callers;
using GroundTransport.Application.Search;
using GroundTransport.Domain;
using GroundTransport.Domain.Journeys;
using GroundTransport.Domain.Vendors;
using GroundTransport.Infrastructure.ConcurWire;
using GroundTransport.Infrastructure.ConcurWire.Codes;
using GroundTransport.TestKit.Schemas;

namespace GroundTransport.Infrastructure.Tests.ConcurWire;

/// <summary>Reads requests as Concur sends them, and looks into replies.</summary>
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

    public static ReceivedRequest Read(string xml) => ConcurMessages.Read(Encoding.UTF8.GetBytes(xml), Call());

    public static ReceivedRequest<SearchRides> Search(string inner) =>
        Assert.IsType<ReceivedRequest<SearchRides>>(Read($"<CC_LimoSearchRequest>{inner}</CC_LimoSearchRequest>"));

    public static ReceivedRequest<SellRide> Sell(string inner) =>
        Assert.IsType<ReceivedRequest<SellRide>>(Read($"<CC_LimoSellRequest>{inner}</CC_LimoSellRequest>"));

    public static ReceivedRequest<UpdateRide> Update(string inner) =>
        UpdateOf("123456789012", inner);

    public static ReceivedRequest<UpdateRide> UpdateOf(string reservationId, string inner) => Assert.IsType<ReceivedRequest<UpdateRide>>(
        Read($"<CC_LimoUpdateRequest><ReservationID>{reservationId}</ReservationID>{inner}</CC_LimoUpdateRequest>"));

    public static void AssertRefused(RefusalKind kind, string element, ReceivedRequest request)
    {
        Assert.NotNull(request.Refusal);
        Assert.Equal((kind, element), (request.Refusal.Kind, ElementNames.Of(request.Refusal.Field)));
        Assert.NotEmpty(request.Refusal.Message.Render(ElementNames.Of));
    }

    public static string Text(ReadOnlyMemory<byte> bytes) => Encoding.UTF8.GetString(bytes.Span);

    /// <summary>The reply, after validation against its schema.</summary>
    public static XElement Valid(ReadOnlyMemory<byte> reply)
    {
        var text = Text(reply);
        WireSchema.AssertValid(text);
        return XElement.Parse(text, LoadOptions.PreserveWhitespace);
    }

    public static string ErrorCode(XElement reply) => At(reply, "Error/ErrorCode");

    public static string At(XElement reply, string path) =>
        path.Split('/').Aggregate(reply,
            (element, name) => element.Element(name) ?? throw new ArgumentException($"No {path}", nameof(path))).Value;
}
