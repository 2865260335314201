using System.Xml.Serialization;

namespace GroundTransport.Benchmarks.Servers.Conventional;

#pragma warning disable CA1724 // The elements' own names.

/// <summary>CC_LimoSearchRequest, for XmlSerializer.</summary>
[XmlRoot("CC_LimoSearchRequest")]
public class SearchBody
{
    public string ServiceType { get; set; } = "";

    public string ClassOfService { get; set; } = "";

    public LocationBody PickupLocation { get; set; } = new();

    public LocationBody DropoffLocation { get; set; } = new();

    public string StartDateTime { get; set; } = "";

    public string EndDateTime { get; set; } = "";

    public string PickupInstructions { get; set; } = "";

    public string DropoffInstructions { get; set; } = "";

    public string LanguageCode { get; set; } = "";

    public string Currency { get; set; } = "";

    public string NumPassengers { get; set; } = "";

    public DiscountBody DiscountCode { get; set; } = new();

    public string VehicleType { get; set; } = "";
}

/// <summary>A location.</summary>
public sealed class LocationBody
{
    public string LocationType { get; set; } = "";

    public AirportBody Airport { get; set; } = new();

    public string Address { get; set; } = "";

    public string City { get; set; } = "";

    public string State { get; set; } = "";

    public string Country { get; set; } = "";

    public string PostalCode { get; set; } = "";
}

/// <summary>An airport.</summary>
public sealed class AirportBody
{
    public string AirportCode { get; set; } = "";
}

/// <summary>A requested discount.</summary>
public sealed class DiscountBody
{
    public string? CorporateID { get; set; }

    public string? VendorCode { get; set; }

    public string? DiscountNumber { get; set; }
}

/// <summary>CC_LimoSearchReply.</summary>
[XmlRoot("CC_LimoSearchReply")]
public sealed class SearchReplyBody
{
    [XmlAttribute("elaspedMs")]
    public long ElapsedMs { get; set; }

    public ErrorBody Error { get; set; } = new();

    public SearchBody RequestData { get; set; } = new();

    [XmlArrayItem("Limo")]
    public List<LimoBody> Limos { get; set; } = [];
}

/// <summary>Empty on success.</summary>
public sealed class ErrorBody
{
    public string ErrorCode { get; set; } = "";

    public string ErrorSource { get; set; } = "";

    public string ErrorDescription { get; set; } = "";
}

/// <summary>One ride on offer.</summary>
public sealed class LimoBody
{
    public RateInfoBody RateInfo { get; set; } = new();

    public VehicleBody Vehicle { get; set; } = new();

    public VendorBody Vendor { get; set; } = new();

    public AcceptedFopsBody AcceptedFops { get; set; } = new();
}

/// <summary>Its price.</summary>
public sealed class RateInfoBody
{
    public string RateID { get; set; } = "";

    public string Rate { get; set; } = "";

    public string RateTypeCode { get; set; } = "";

    public string CategoryCode { get; set; } = "";

    public string MinHours { get; set; } = "";

    public string Currency { get; set; } = "";

    public string NoRateText { get; set; } = "";

    public string DiscountType { get; set; } = "";

    public string BasePrice { get; set; } = "";

    public string ServiceCharge { get; set; } = "";

    public SurChargeBody SurCharge { get; set; } = new();

    public string Tax { get; set; } = "";

    public string ExtraPickupCharge { get; set; } = "";

    public string ExtraDropoffCharge { get; set; } = "";

    public string OptionalExtraStopCharge { get; set; } = "";

    public string OptionalExtraTimeCharge { get; set; } = "";

    public string Message { get; set; } = "";
}

/// <summary>The surcharges' sum, and their names.</summary>
public sealed class SurChargeBody
{
    [XmlAttribute("desc")]
    public string Description { get; set; } = "";

    [XmlText]
    public string Amount { get; set; } = "";
}

/// <summary>The vehicle.</summary>
public sealed class VehicleBody
{
    public int VehicleType { get; set; }

    public string Description { get; set; } = "";

    public int MaxPassengers { get; set; }

    public string VehicleID { get; set; } = "";
}

/// <summary>The vendor.</summary>
public sealed class VendorBody
{
    public string VendorCode { get; set; } = "";

    public string VendorName { get; set; } = "";

    public string PhoneNumber { get; set; } = "";
}

/// <summary>The accepted payments.</summary>
public sealed class AcceptedFopsBody
{
    public FormOfPaymentBody FormOfPayment { get; set; } = new();
}

/// <summary>The forms of payment, one element each.</summary>
public sealed class FormOfPaymentBody
{
    [XmlElement("CreditCard")]
    public List<CardBody> Cards { get; set; } = [];

    public string? DirectBilling { get; set; }
}

/// <summary>One card type.</summary>
public sealed class CardBody
{
    public string Type { get; set; } = "";
}
