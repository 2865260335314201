using System.Globalization;
using System.Xml.Linq;
using GroundTransport.Fuzzer.Mutations;
using GroundTransport.TestKit;
using GroundTransport.TestKit.Gateways;

namespace GroundTransport.Fuzzer.Traffic;

/// <summary>
/// Messages that are right, with quotes and reservations that exist. They are renewed, because quotes end and rides are cancelled.
/// </summary>
internal sealed class ConcurSeeds(HttpClient http)
{
    private volatile XElement[] messages = [];
    private volatile string[] reservations = [];

    /// <summary>Reservations that exist.</summary>
    public IReadOnlyList<string> Reservations => reservations;

    /// <summary>Elements for other messages.</summary>
    public XmlMutator Mutator { get; private set; } = null!;

    /// <summary>Fails if the gateway doesn't sell as it did: then nothing that follows would reach deep.</summary>
    public async Task Renew(Random random)
    {
        var found = new List<XElement>();
        var booked = new List<string>();
        for (var i = 0; i < 4; i++)
        {
            var offer = await Offer(random);
            found.Add(ToElement(Search(AnyTime(random))));
            found.Add(ToElement(offer));
            var sell = await Offer(random);
            var reply = await GatewayClient.Send(http, sell);
            var id = reply["ReservationID"] is { Length: > 0 } sold ? sold : throw new InvalidOperationException($"Not sold: {reply}");
            booked.Add(id);
            found.Add(ToElement(LimoMessage.Example(i switch
            {
                0 => "CC_LimoReservationDetailRequest",
                1 => "CC_LimoCancelRequest",
                _ => "CC_LimoUpdateRequest",
            }).Set("ReservationID", id)));
            if (i > 1)
                found[^1].Element("StartDateTime")!.Value = sell["StartDateTime"]!;
        }
        Mutator ??= new XmlMutator([.. found, ToElement(await GatewayClient.Send(http, GatewayClient.Search()))]);
        (messages, reservations) = ([.. found], [.. booked]);
    }

    /// <param name="sell">A Sell whose quote nobody else has.</param>
    public byte[] Next(XElement? sell, Random random) =>
        Mutator.Mutate(sell is not null && random.Next(4) == 0 ? sell : messages[random.Next(messages.Length)], random);

    /// <summary>The Sell of what a search found; null: nothing.</summary>
    public static LimoMessage? SellOf(string reply, string time) =>
        LimoMessage.Parse(reply) is var found && found.Element("Limos/Limo/RateInfo") is not null
            ? GatewayClient.Sell(found).Set("StartDateTime", time)
            : null;

    public static LimoMessage Search(string time) => GatewayClient.Search().Set("StartDateTime", time);

    /// <summary>Vehicles are few, so the rides are spread over the year.</summary>
    public static string AnyTime(Random random) => DateTime.UtcNow.Date.AddDays(2).AddMinutes(5 * random.Next(288 * 300))
        .ToString("yyyy-MM-ddTHH:mm:ss", CultureInfo.InvariantCulture);

    /// <summary>A Sell that will succeed.</summary>
    public async Task<LimoMessage> Offer(Random random)
    {
        for (var tries = 0; ; tries++)
        {
            var time = AnyTime(random);
            var reply = await GatewayClient.Send(http, Search(time));
            if (SellOf(reply.ToString(), time) is { } sell)
                return sell;
            if (tries == 20)
                throw new InvalidOperationException($"Nothing is sold any more: {reply}");
        }
    }

    public static XElement ToElement(LimoMessage message) => XElement.Parse(message.ToString());
}
