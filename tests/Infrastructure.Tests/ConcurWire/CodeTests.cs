using System.Xml.Linq;
using GroundTransport.Application.Booking;
using GroundTransport.Domain;
using GroundTransport.Domain.Reservations;
using GroundTransport.Infrastructure.ConcurWire;
using GroundTransport.Infrastructure.ConcurWire.PostBacks;
using static GroundTransport.Domain.RefusalKind;
using static GroundTransport.Domain.Reservations.ReservationStatus;

namespace GroundTransport.Infrastructure.Tests.ConcurWire;

/// <summary>Rows 15 and 16: each message writes only the statuses and codes that it lists, for every status and kind of refusal.</summary>
public sealed class CodeTests
{
    private static readonly SellRide Sell = new() { Call = Wire.Call(), Ride = new RideRequest() };
    private static readonly UpdateRide Update = new() { Call = Wire.Call(), Ride = new RideRequest(), ReservationId = null };
    private static readonly ReadReservation Detail = new(Wire.Call(), null);
    private static readonly CancelRide Cancel = new(Wire.Call(), null);

    [Theory]
    [InlineData(RB, "RB", "RB", "")]
    [InlineData(RA, "RA", "RA", "")]
    [InlineData(RD, "RD", "RD", "")]
    [InlineData(CB, "RA", "RB", "")]
    [InlineData(CA, "RA", "RA", "")]
    [InlineData(CD, "RA", "RA", "")]
    [InlineData(XB, "RA", "XB", "XB")]
    [InlineData(XA, "RA", "XA", "XA")]
    [InlineData(XD, "RA", "XD", "XD")]
    [InlineData(RC, "RA", "RA", "")]
    public void Status_is_written_as_each_message_lists_it(ReservationStatus status, string sell, string detail, string cancel)
    {
        var reservation = Rides.In(status);
        Assert.Equal(status, reservation.Status);
        Assert.Equal(sell, Status(Wire.Valid(ReplyTo.Sell(Sell, reservation))));
        Assert.Equal(detail, Status(Wire.Valid(ReplyTo.Detail(Detail, reservation))));
        Assert.Equal(status.ToString(), Status(Wire.Valid(ReplyTo.Update(Update, reservation))));
        var cancelled = ReplyTo.Cancel(Cancel, reservation);
        Assert.Equal(cancel, Status(XElement.Parse(Wire.Text(cancelled))));
        if (cancel.Length > 0)
            Wire.Valid(cancelled);
        var (told, payload) = new PostBackEncoder().Encode(reservation, Domain.Journeys.TimesAre.Gmt);
        Assert.Equal((status.ToString(), status.ToString()), (told, Status(Wire.Valid(System.Text.Encoding.UTF8.GetBytes(payload)))));
    }

    [Theory]
    [InlineData(Location, "100", "100", "700", "800", "300")]
    [InlineData(Time, "200", "200", "700", "800", "300")]
    [InlineData(Request, "300", "300", "700", "800", "300")]
    [InlineData(Credentials, "400", "400", "400", "400", "400")]
    [InlineData(Unavailable, "500", "500", "700", "800", "300")]
    [InlineData(Payment, "300", "600", "700", "800", "300")]
    [InlineData(Unknown, "300", "300", "700", "800", "300")]
    [InlineData(NotInThisState, "300", "300", "700", "800", "300")]
    [InlineData(Conflict, "300", "300", "700", "800", "300")]
    [InlineData(Forbidden, "300", "300", "700", "800", "300")]
    [InlineData(Malformed, "300", "300", "700", "800", "300")]
    [InlineData(Expired, "300", "300", "700", "800", "300")]
    [InlineData(Stale, "300", "300", "700", "800", "300")]
    [InlineData(Concur, "300", "300", "700", "800", "300")]
    [InlineData(Failure, "900", "900", "900", "900", "900")]
    public void Refusal_is_written_with_the_code_that_each_message_lists(
        RefusalKind kind, string search, string sellAndUpdate, string detail, string cancel, string bare)
    {
        var refusal = new Refusal(kind, "Some/Element", "Do something else.");
        var searched = Wire.Search("").Command;
        AssertError(search, ReplyTo.Search(searched, refusal, 3));
        AssertError(sellAndUpdate, ReplyTo.Sell(Sell, refusal));
        AssertError(sellAndUpdate, ReplyTo.Update(Update, refusal));
        AssertError(detail, ReplyTo.Detail(Detail, refusal));
        AssertError(cancel, ReplyTo.Cancel(Cancel, refusal));
        AssertError(search, ReplyTo.Root("CC_LimoSearchRequest", refusal));
        AssertError(sellAndUpdate, ReplyTo.Root("CC_LimoSellRequest", refusal));
        AssertError(sellAndUpdate, ReplyTo.Root("CC_LimoUpdateRequest", refusal));
        AssertError(detail, ReplyTo.Root("CC_LimoReservationDetailRequest", refusal));
        AssertError(cancel, ReplyTo.Root("CC_LimoCancelRequest", refusal));
        Assert.Equal(bare, Wire.At(Wire.Valid(ConcurMessages.BareError(refusal)), "ErrorCode"));
        Assert.Equal(bare, Wire.At(Wire.Valid(ConcurMessages.Refuse(default, refusal)), "ErrorCode"));
    }

    [Fact]
    public void Tables_have_a_row_for_every_status_and_every_kind()
    {
        Assert.Equal(Enum.GetValues<ReservationStatus>().Length, Rows(nameof(Status_is_written_as_each_message_lists_it)));
        Assert.Equal(Enum.GetValues<RefusalKind>().Length, Rows(nameof(Refusal_is_written_with_the_code_that_each_message_lists)));
    }

    [Theory]
    [InlineData("CC_LimoSearchRequest", "CC_LimoSearchReply")]
    [InlineData("CC_LimoSellRequest", "CC_LimoSellReply")]
    [InlineData("CC_LimoReservationDetailRequest", "CC_LimoReservationDetailReply")]
    [InlineData("CC_LimoUpdateRequest", "CC_LimoUpdateReply")]
    [InlineData("CC_LimoCancelRequest", "CC_LimoCancelReply")]
    [InlineData("CC_LimoPostBackRequest", "Error")]
    [InlineData(null, "Error")]
    public void Wrong_credentials_get_the_reply_of_the_requests_root(string? root, string reply) =>
        Assert.Equal(reply,
            Wire.Valid(ReplyTo.Root(root, new Refusal(Credentials, "Authorization", "Check user name and password."))).Name.LocalName);

    private static int Rows(string test) =>
        typeof(CodeTests).GetMethod(test)!.GetCustomAttributes(typeof(InlineDataAttribute), false).Length;

    private static string Status(XElement reply) => Wire.At(reply, "Status");

    private static void AssertError(string code, ReadOnlyMemory<byte> bytes)
    {
        var reply = Wire.Valid(bytes);
        Assert.Equal((code, "Some/Element", "Do something else."),
            (Wire.ErrorCode(reply), Wire.At(reply, "Error/ErrorSource"), Wire.At(reply, "Error/ErrorDescription")));
    }
}
