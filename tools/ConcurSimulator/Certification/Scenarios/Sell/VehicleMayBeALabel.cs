using ConcurSimulator.Certification.Expectations;
using ConcurSimulator.Certification.Vocabulary;
using ConcurSimulator.Wire;

namespace ConcurSimulator.Certification.Scenarios.Sell;

internal sealed class VehicleMayBeALabel() : Scenario("VehicleType may be a word, as in the example", MessageNames.Sell)
{
    public override async Task Play(Given given, When when, Then then)
    {
        var sell = await given.Sell();
        given.Needs(sell["Vehicle/VehicleType"] == "100", "The first offer isn't a sedan.");

        var reply = await when.Sends(sell.With("Vehicle/VehicleType", "Sedan"));

        then.Reading(Page.Sell, reply.Succeeds(MessageNames.Sell));
        then.Documented(Page.Sell, reply.Is("Vehicle/VehicleType", "100"));
    }
}
