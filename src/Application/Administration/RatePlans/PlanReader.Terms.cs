using System.Text.RegularExpressions;
using GroundTransport.Domain.Journeys;
using GroundTransport.Domain.Pricing;

namespace GroundTransport.Application.Administration.RatePlans;

/// <content>Discounts, cancellation, payment.</content>
internal sealed partial class PlanReader
{
    private static readonly string[] FeeWays = ["percent", "amount", "hours"];

    private Discount ReadDiscount(PlanNode node)
    {
        var prices = new Dictionary<string, decimal>(StringComparer.Ordinal);
        if (node.Node("rates") is { } own)
        {
            foreach (var id in own.OwnNames())
            {
                if (!rates.TryGetValue(id, out var rate) || rate is OnRequestRate)
                    own.Wrong(id, rate is null ? Unknown(PlanMistakes.Shown(id), "rates") : "A rate on request has no price.");
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
            node.Wrong("corporateId", "Say whose discount it is: corporateId, number, or both.");
        if (node.Has("percent") == node.Has("rates"))
            node.Wrong("percent", "Either percent, or rates with prices of their own.");
        if (discount.ValidTo < discount.ValidFrom)
            node.Wrong("validTo", "Not before validFrom.");
        node.Close();
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
                Tiers = ReadTiers(node.Need("tiers")),
                NoShow = node.Node("noShow") is { } noShow ? ReadFee(noShow, new CancellationFee()) : null,
            };
            node.Close();
            if (policies.Exists(other => other.Precedence == policy.Precedence && Overlap(other, policy)))
                node.Wrong("Another policy covers some of the same rides and names as much. Give each ride one.");
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
            node.Need("hoursBefore");
            var hours = node.Number("hoursBefore", 0, 8760, 2, "Hours before the pickup, from 0 to 8760.");
            var forbidden = node.Flag("forbidden");
            var tier = ReadFee(node, new CancellationTier { HoursBefore = hours ?? 0, Forbidden = forbidden });
            if (hours is not null && tiers.Exists(other => other.HoursBefore == hours))
                node.Wrong("hoursBefore", $"There is a tier of {hours} hours already.");
            if (forbidden && hours > 0)
                node.Wrong("forbidden", "Only the tier with hoursBefore 0 may forbid: what is forbidden stays so until the pickup.");
            tiers.Add(tier);
        }
        if (policy.Has("tiers") && !tiers.Exists(tier => tier.HoursBefore == 0))
            policy.Wrong("tiers", "A gap: nothing says what a cancellation costs shortly before the pickup. Add a tier with hoursBefore 0.");
        return tiers;
    }

    private T ReadFee<T>(PlanNode node, T fee)
        where T : CancellationFee
    {
        var read = (T)(fee with { Percent = node.Percent("percent"), Amount = Amount(node, "amount"), Hours = node.Number("hours", 0.25m, 168, 2) });
        var ways = FeeWays.Count(node.Has);
        if (ways != 1 && !(ways == 0 && fee is CancellationTier { Forbidden: true }))
            node.Wrong("percent", "One of percent, amount or hours.");
        node.Close();
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
            DirectBilling = [.. node.Codes("directBilling", CompanyCode(), "A company's code, 1 to 50 letters, digits, - and _.").Select(company => company.Code)],
        };
        if (terms.Cards.Count == 0 && !terms.Cash && !terms.Check && terms.DirectBilling.Count == 0)
            node.Wrong("Accept at least one of cards, cash, check, directBilling.");
        if (terms.Cards.Count > 0 && !terms.CardPresentedAtRide)
            node.Wrong("cardPresentedAtRide", "true where cards are accepted: the gateway keeps no card numbers, so the traveller shows the card to the driver.");
        node.Close();
        return terms;
    }

    [GeneratedRegex("^[A-Za-z0-9_-]{1,50}\\z")]
    private static partial Regex CompanyCode();
}
