using System.Xml.Linq;
using ConcurSimulator.Booking;
using ConcurSimulator.Wire;
using GroundTransport.TestKit.Schemas;

namespace GroundTransport.Simulator.Tests.Booking;

/// <summary>Random travellers who are the same in each run, and whose messages are Concur's.</summary>
public sealed class TravellerTests
{
    private static readonly DateOnly Today = new(2030, 3, 4);
    private static readonly XElement Limo = XElement.Parse(SampleReplies.SearchSuccess).Element("Limos")!.Element("Limo")!;

    [Fact]
    public void Same_seed_sends_the_same_messages()
    {
        Assert.Equal(Messages(seed: 5), Messages(seed: 5));
        Assert.NotEqual(Messages(seed: 5), Messages(seed: 6));
    }

    [Fact]
    public void Travellers_differ_from_their_neighbours() =>
        Assert.True(Travellers(seed: 1, count: 100).Select(traveller => (traveller.FirstName, traveller.LastName, traveller.Ride.Start)).Distinct().Count() > 90);

    [Fact]
    public void Travellers_ask_for_each_kind_of_step_and_service()
    {
        var travellers = Travellers(seed: 1, count: 300).ToList();

        Assert.Equal(["110", "111", "120", "121", "200"], travellers.Select(traveller => traveller.Ride.ServiceType).Distinct().Order());
        Assert.Equal(3, travellers.SelectMany(traveller => traveller.Steps).Select(step => step.GetType()).Distinct().Count());
        Assert.Contains(travellers, traveller => traveller.ClicksTwice);
    }

    [Fact]
    public void Each_message_is_valid_against_the_published_schema()
    {
        foreach (var message in Messages(seed: 2))
            Assert.Empty(SchemaProblems(message));
    }

    /// <summary>What must stay away from a request's content is for replies alone.</summary>
    private static IEnumerable<string> SchemaProblems(string message) =>
        Message.Read(System.Text.Encoding.UTF8.GetBytes(message)).Problems.Where(problem => !problem.StartsWith("RateInfo", StringComparison.Ordinal));

    private static IEnumerable<Traveller> Travellers(int seed, int count) =>
        Enumerable.Range(1, count).Select(number => Traveller.Of(seed, number, Today));

    private static List<string> Messages(int seed) => [.. Travellers(seed, 100).SelectMany(Messages).Select(System.Text.Encoding.UTF8.GetString)];

    private static IEnumerable<byte[]> Messages(Traveller traveller)
    {
        yield return Requests.Search(traveller);
        yield return Requests.Sell(traveller, Limo);
        yield return Requests.Detail("203121365");
        yield return Requests.Cancel("203121365");
        foreach (var change in traveller.Steps.OfType<Step.Update>())
            yield return Requests.Update("203121365", traveller, change, Payment.Of(Limo, traveller.Taste));
    }
}
