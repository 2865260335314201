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
            var days = random.Next(2, 150);
            found.Add(ToElement(GatewayClient.Search(days)));
            found.Add(ToElement(GatewayClient.Sell(await GatewayClient.Send(http, GatewayClient.Search(days)), days)));
            var reply = await GatewayClient.Book(http, days);
            var id = reply["ReservationID"] is { Length: > 0 } sold ? sold : throw new InvalidOperationException($"Not sold: {reply}");
            booked.Add(id);
            found.Add(ToElement(LimoMessage.Example(i switch
            {
                0 => "CC_LimoReservationDetailRequest",
                1 => "CC_LimoCancelRequest",
                _ => "CC_LimoUpdateRequest",
            }).Set("ReservationID", id)));
            if (i > 1)
                found[^1].Element("StartDateTime")!.Value = found[^2].Element("StartDateTime")!.Value;
        }
        Mutator ??= new XmlMutator([.. found, ToElement(await GatewayClient.Send(http, GatewayClient.Search()))]);
        (messages, reservations) = ([.. found], [.. booked]);
    }

    /// <param name="sell">A Sell whose quote nobody else has.</param>
    public byte[] Next(XElement? sell, Random random) =>
        Mutator.Mutate(sell is not null && random.Next(4) == 0 ? sell : messages[random.Next(messages.Length)], random);

    /// <summary>The Sell of what a search found; null: nothing.</summary>
    public static XElement? SellOf(string reply, int daysAhead) =>
        LimoMessage.Parse(reply) is var found && found.Element("Limos/Limo/RateInfo") is not null
            ? ToElement(GatewayClient.Sell(found, daysAhead))
            : null;

    private static XElement ToElement(LimoMessage message) => XElement.Parse(message.ToString());
}
