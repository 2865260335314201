using GroundTransport.Application.Documents;
using GroundTransport.Domain.Journeys;
using GroundTransport.Domain.Pricing;

namespace GroundTransport.Application.Administration.RatePlans;

/// <content>Discounts and cancellation.</content>
internal sealed partial class PlanReader
{
    private Discount ReadDiscount(DocumentNode node)
    {
        var prices = new Dictionary<string, decimal>(StringComparer.Ordinal);
        if (node.Node("rates") is { } own)
        {
            foreach (var id in own.MemberNames())
            {
                if (!rates.TryGetValue(id, out var rate) || rate is OnRequestRate)
                {
                    own.AddMistake(
                        id, rate is null ? Unknown(DocumentMistakes.ForDisplay(id), "rates") : "A rate on request has no price.");
                }
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
                Tiers = node.Require("tiers").Tiers(currency),
                NoShow = node.NoShow(currency),
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
}
