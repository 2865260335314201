using System.Text.RegularExpressions;
using GroundTransport.Domain.Amounts;
using GroundTransport.Domain.Pricing;

namespace GroundTransport.Application.Documents;

/// <summary>What rate plans and the answers of pricing services say in the same words: amounts, cancellation, payment.</summary>
internal static partial class TermsReader
{
    private static readonly string[] FeeMembers = ["percent", "amount", "hours"];

    /// <summary>An amount in a currency, with no more decimals than it has.</summary>
    public static decimal? Amount(this DocumentNode node, string name, Currency currency) => node.Number(
        name, 0, 999_999_999, currency.MinorDigits,
        $"An amount in {currency} from 0 to 999999999, with at most {currency.MinorDigits} decimals.");

    /// <summary>The fees of a cancellation policy by the time that is left.</summary>
    public static IReadOnlyList<CancellationTier> Tiers(this DocumentNode policy, Currency currency)
    {
        var tiers = new List<CancellationTier>();
        foreach (var node in policy.Nodes("tiers", 20))
        {
            node.Require("hoursBefore");
            var hours = node.Number("hoursBefore", 0, 8760, 2, "Hours before the pickup, from 0 to 8760.");
            var forbidden = node.Flag("forbidden");
            var tier = Fee(node, new CancellationTier { HoursBefore = hours ?? 0, Forbidden = forbidden }, currency);
            if (hours is not null && tiers.Exists(other => other.HoursBefore == hours))
                node.AddMistake("hoursBefore", $"A tier of {hours} hours already exists. Keep one of the two.");
            if (forbidden && hours > 0)
            {
                node.AddMistake(
                    "forbidden", "Only the tier with hoursBefore 0 may be forbidden: what is forbidden stays forbidden until the pickup.");
            }
            tiers.Add(tier);
        }
        if (policy.Has("tiers") && !tiers.Exists(tier => tier.HoursBefore == 0))
            policy.AddMistake("tiers", "The fee shortly before the pickup is missing. Add a tier with hoursBefore 0.");
        return tiers;
    }

    /// <summary>The fee of a passenger who doesn't come; null: none is given.</summary>
    public static CancellationFee? NoShow(this DocumentNode policy, Currency currency) =>
        policy.Node("noShow") is { } node ? Fee(node, new CancellationFee(), currency) : null;

    private static T Fee<T>(DocumentNode node, T fee, Currency currency)
        where T : CancellationFee
    {
        var read = (T)(fee with
        {
            Percent = node.Percent("percent"),
            Amount = node.Amount("amount", currency),
            Hours = node.Number("hours", 0.25m, 168, 2),
        });
        var count = FeeMembers.Count(node.Has);
        if (count != 1 && !(count == 0 && fee is CancellationTier { Forbidden: true }))
            node.AddMistake("percent", "One of percent, amount or hours.");
        node.RejectUnknownMembers();
        return read;
    }

    /// <summary>The accepted forms of payment.</summary>
    /// <param name="maxCompanies">How many companies may be billed directly.</param>
    public static PaymentTerms Payment(this DocumentNode node, int maxCompanies = DocumentNode.MaxCodes)
    {
        var terms = new PaymentTerms
        {
            Cards = [.. node.Choices<CardType>("cards").Distinct()],
            CardPresentedAtRide = node.Flag("cardPresentedAtRide"),
            Cash = node.Flag("cash"),
            Check = node.Flag("check"),
            DirectBilling =
            [
                .. node.Codes("directBilling", CompanyCode(), "A company's code, 1 to 50 letters, digits, - and _.", maxCompanies)
                    .Select(company => company.Code),
            ],
        };
        if (terms.Cards.Count == 0 && !terms.Cash && !terms.Check && terms.DirectBilling.Count == 0)
            node.AddMistake("Accept at least one of cards, cash, check, directBilling.");
        if (terms.Cards.Count > 0 && !terms.CardPresentedAtRide)
        {
            node.AddMistake(
                "cardPresentedAtRide",
                "Must be true if cards are accepted: the gateway stores no card numbers, so the traveller shows the card to the driver.");
        }
        node.RejectUnknownMembers();
        return terms;
    }

    [GeneratedRegex("^[A-Za-z0-9_-]{1,50}\\z")]
    private static partial Regex CompanyCode();
}
