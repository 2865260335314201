using ConcurSimulator.Certification.Expectations;
using ConcurSimulator.Certification.Vocabulary;
using ConcurSimulator.Wire;

namespace ConcurSimulator.Certification.Scenarios.Search;

internal sealed class AcceptedCardsAreListed()
    : Scenario("The forms of payment that the profile names are offered, with documented card types", MessageNames.Search)
{
    public override async Task Play(Given given, When when, Then then)
    {
        var offer = await given.Offer();
        given.Needs(given.Profile.Cards.Count > 0, "The profile names no card.");

        var cards = offer.Limo.Each("AcceptedFops/FormOfPayment/CreditCard");

        then.Documented(Page.Search, cards.Select(card => card.IsOneOf("Type", Tables.CardTypes)));
        then.Documented(Page.Search, given.Profile.Cards.Select(type => offer.Limo.HasOneWith("AcceptedFops/FormOfPayment/CreditCard",
        "Type", type)));
    }
}
