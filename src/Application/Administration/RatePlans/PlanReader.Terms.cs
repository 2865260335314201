using System.Text.RegularExpressions;
using GroundTransport.Domain.Journeys;
using GroundTransport.Domain.Pricing;

namespace GroundTransport.Application.Administration.RatePlans;

/// <content>Discounts, cancellation and payment.</content>
internal sealed partial class PlanReader
{
    private static readonly string[] FeeMembers = ["percent", "amount", "hours"];

    private Discount ReadDiscount(PlanNode node)
    {
        var prices = new Dictionary<string, decimal>(StringComparer.Ordinal);
        if (node.Node("rates") is { } own)
        {
            foreach (var id in own.MemberNames())
            {
                if (!rates.TryGetValue(id, out var rate) || rate is OnRequestRate)
                    own.AddMistake(id, rate is null ? Unknown(PlanMistakes.ForDisplay(id), "rates") : "A rate on request has no price.");
                else if (Amount(own, id) is { } price)
                    prices[id] = price;
            }
        }
        var discount = new Discount
        {
            CorporateId = node.Text("corporateId", 60) ?? "",
            Number = node.Text("number", 60) ?? "",
            Percent = node.Percent("percent"),
            Rates = prices,
            ValidFrom = node.Day("validFrom"),
            ValidTo = node.Day("validTo"),
        };
        if (!node.Has("corporateId") && !node.Has("number"))
            node.AddMistake("corporateId", "Whose discount it is: give corporateId, number, or both.");
        if (node.Has("percent") == node.Has("rates"))
            node.AddMistake("percent", "Either percent, or rates with prices of their own.");
        if (discount.ValidTo < discount.ValidFrom)
            node.AddMistake("validTo", "Must not be before validFrom.");
        node.RejectUnknownMembers();
        return discount;
    }

    private List<CancellationPolicy> ReadCancellation()
    {
        var policies = new List<CancellationPolicy>();
        foreach (var node in root.Nodes("cancellation", 100))
        {
            var policy = new CancellationPolicy
            {
                ServiceTypes = node.Choices<ServiceType>("serviceTypes"),
                VehicleIds = VehicleIds(node, "vehicleIds"),
                Tiers = ReadTiers(node.Require("tiers")),
                NoShow = node.Node("noShow") is { } noShow ? ReadFee(noShow, new CancellationFee()) : null,
            };
            node.RejectUnknownMembers();
            if (policies.Exists(other => other.Precedence == policy.Precedence && Overlap(other, policy)))
                node.AddMistake("Another policy with the same precedence covers some of the same rides. Each ride needs one policy.");
            policies.Add(policy);
        }
        return policies;
    }

    private static bool Overlap(CancellationPolicy one, CancellationPolicy other) =>
        (one.ServiceTypes.Count == 0 || one.ServiceTypes.Intersect(other.ServiceTypes).Any())
        && (one.VehicleIds.Count == 0 || one.VehicleIds.Intersect(other.VehicleIds).Any());

    private List<CancellationTier> ReadTiers(PlanNode policy)
    {
        var tiers = new List<CancellationTier>();
        foreach (var node in policy.Nodes("tiers", 20))
        {
            node.Require("hoursBefore");
            var hours = node.Number("hoursBefore", 0, 8760, 2, "Hours before the pickup, from 0 to 8760.");
            var forbidden = node.Flag("forbidden");
            var tier = ReadFee(node, new CancellationTier { HoursBefore = hours ?? 0, Forbidden = forbidden });
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

    private T ReadFee<T>(PlanNode node, T fee)
        where T : CancellationFee
    {
        var read = (T)(fee with
        {
            Percent = node.Percent("percent"),
            Amount = Amount(node, "amount"),
            Hours = node.Number("hours", 0.25m, 168, 2),
        });
        var count = FeeMembers.Count(node.Has);
        if (count != 1 && !(count == 0 && fee is CancellationTier { Forbidden: true }))
            node.AddMistake("percent", "One of percent, amount or hours.");
        node.RejectUnknownMembers();
        return read;
    }

    private static PaymentTerms ReadPayment(PlanNode node)
    {
        var terms = new PaymentTerms
        {
            Cards = [.. node.Choices<CardType>("cards").Distinct()],
            CardPresentedAtRide = node.Flag("cardPresentedAtRide"),
            Cash = node.Flag("cash"),
            Check = node.Flag("check"),
            DirectBilling =
            [
                .. node.Codes("directBilling", CompanyCode(), "A company's code, 1 to 50 letters, digits, - and _.")
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
