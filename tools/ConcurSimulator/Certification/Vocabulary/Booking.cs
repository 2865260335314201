using System.Xml.Linq;
using ConcurSimulator.Certification.Exchanges;
using ConcurSimulator.Certification.Profiles;

namespace ConcurSimulator.Certification.Vocabulary;

/// <summary>A ride that the endpoint offered.</summary>
public sealed record Offer(ProfileRide Ride, Request Search, Part Limo)
{
    /// <summary>As the Search named it.</summary>
    public string Start => Search["StartDateTime"];

    /// <summary>The RateInfo, Vehicle or Vendor of the offer.</summary>
    public XElement Copy(string name) => new(Limo.Element?.Element(name) ?? new XElement(name));
}

/// <summary>A ride that was sold.</summary>
public sealed record Booking(string Id, Offer Offer, Request Sell, Answer Reply);
