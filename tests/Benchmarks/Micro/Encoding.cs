using BenchmarkDotNet.Attributes;
using GroundTransport.Application.Booking;
using GroundTransport.Application.Search;
using GroundTransport.Domain;
using GroundTransport.Domain.Journeys;
using GroundTransport.Domain.Reservations;
using GroundTransport.Infrastructure.ConcurWire;
using GroundTransport.Infrastructure.ConcurWire.PostBacks;
using GroundTransport.TestKit;
using GroundTransport.TestKit.Examples;

namespace GroundTransport.Benchmarks.Micro;

/// <summary>Encoding: replies and PostBacks to bytes.</summary>
public class Encoding
{
    private static readonly Reservation Reservation = TestReservations.In(ReservationStatus.RA);
    private static readonly Outcome<Reservation> Booked = Reservation;

    private readonly SellRide sell = ((ReceivedRequest<SellRide>)ConcurMessages
        .Read(ConcurExamples.Bytes("CC_LimoSellRequest"), Parsing.Call)).Command;
    private readonly UpdateRide update = ((ReceivedRequest<UpdateRide>)ConcurMessages
        .Read(ConcurExamples.Bytes("CC_LimoUpdateRequest"), Parsing.Call)).Command;
    private readonly ReadReservation detail = new(Parsing.Call, Reservation.Id);
    private readonly CancelRide cancel = new(Parsing.Call, Reservation.Id);
    private readonly PostBackEncoder postBacks = new();
    private readonly SearchRides search = PricedSearch.Asked;
    private Outcome<IReadOnlyList<QuotedRide>> found;

    [GlobalSetup]
    public async Task FindRides() => found = await PricedSearch.Handler.Handle(search, CancellationToken.None);

    [Benchmark]
    public ReadOnlyMemory<byte> Search_two_rides() => SearchMessage.Reply(search, found, TimeSpan.FromMilliseconds(1));

    [Benchmark]
    public ReadOnlyMemory<byte> Sell() => ConcurMessages.Sell.Reply(sell, TimesAre.Gmt, Booked);

    [Benchmark]
    public ReadOnlyMemory<byte> ReservationDetail() => ConcurMessages.Detail.Reply(detail, TimesAre.Gmt, Booked);

    [Benchmark]
    public ReadOnlyMemory<byte> Update() => ConcurMessages.Update.Reply(update, TimesAre.Gmt, Booked);

    [Benchmark]
    public ReadOnlyMemory<byte> Cancel() => ConcurMessages.Cancel.Reply(cancel, TimesAre.Gmt, Booked);

    [Benchmark]
    public (string, string) PostBack() => postBacks.Encode(Reservation, TimesAre.Gmt);
}
