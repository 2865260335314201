using System.Text;
using GroundTransport.Application.Booking;
using GroundTransport.Application.Search;
using GroundTransport.Domain;
using GroundTransport.Domain.Reservations;
using GroundTransport.Infrastructure.ConcurWire;

namespace GroundTransport.Infrastructure.Tests.ConcurWire;

/// <summary>Writes replies as the gateway does.</summary>
internal static class ReplyTo
{
    public static ReadOnlyMemory<byte> Search(SearchRides command, Outcome<IReadOnlyList<QuotedRide>> outcome, long elapsedMs) =>
        SearchMessage.Reply(command, outcome, TimeSpan.FromMilliseconds(elapsedMs));

    public static ReadOnlyMemory<byte> Sell(SellRide command, Outcome<Reservation> outcome) =>
        ConcurMessages.Sell.Reply(command, command.Call.Connect.TimesAre, outcome);

    public static ReadOnlyMemory<byte> Detail(ReadReservation command, Outcome<Reservation> outcome) =>
        ConcurMessages.Detail.Reply(command, command.Call.Connect.TimesAre, outcome);

    public static ReadOnlyMemory<byte> Update(UpdateRide command, Outcome<Reservation> outcome) =>
        ConcurMessages.Update.Reply(command, command.Call.Connect.TimesAre, outcome);

    public static ReadOnlyMemory<byte> Cancel(CancelRide command, Outcome<Reservation> outcome) =>
        ConcurMessages.Cancel.Reply(command, command.Call.Connect.TimesAre, outcome);

    /// <summary>The reply to a request of which only the root was read.</summary>
    public static ReadOnlyMemory<byte> Root(string? requestRoot, Refusal refusal) =>
        ConcurMessages.Refuse(Encoding.UTF8.GetBytes($"<{requestRoot}>"), refusal);
}
