using BenchmarkDotNet.Attributes;
using GroundTransport.Application.Search;
using GroundTransport.Application.SellFormats;
using GroundTransport.Domain;
using GroundTransport.Domain.Quotes;
using GroundTransport.Domain.Reservations;
using GroundTransport.TestKit;

namespace GroundTransport.Benchmarks.Micro;

/// <summary>Prices, quotes and the travel agents' lines.</summary>
public class Pricing
{
    private static readonly Gds[] Systems = Enum.GetValues<Gds>();

    private readonly DateTimeOffset now = DateTimeOffset.UtcNow;
    private readonly Quote quote = new("LML", 1, "S-DCA", 4373, DateTimeOffset.UtcNow.AddDays(1), 0x1234_5678_9abc_def0);
    private readonly PassiveSegment segment = PassiveSegment.Of(TestReservations.In(ReservationStatus.RA), 1);
    private readonly string token;

    public Pricing() => token = Sign();

    [Benchmark]
    public Task<Outcome<IReadOnlyList<QuotedRide>>> Price_a_search_of_two_rides_and_sign() =>
        PricedSearch.Handler.Handle(PricedSearch.Asked, CancellationToken.None);

    [Benchmark]
    public string Sign() =>
        PricedSearch.Signer.Sign(quote, PricedSearch.Signer.SignTail(TestRides.Journey, quote.Nonce, "connection", now), "connection", now);

    [Benchmark]
    public VerifiedQuote Verify() => PricedSearch.Signer.Verify(token, "connection", now);

    [Benchmark]
    public int Five_sell_formats() => Systems.Sum(system => SellFormat.Render(system, segment).Length);
}
