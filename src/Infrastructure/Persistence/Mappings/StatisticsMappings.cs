using GroundTransport.Application.Statistics;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace GroundTransport.Infrastructure.Persistence.Mappings;

/// <summary>Counts by day. The key begins with the day: a range of days is one range of the table.</summary>
internal sealed class DailyCountMapping : IEntityTypeConfiguration<DailyCount>
{
    public void Configure(EntityTypeBuilder<DailyCount> builder)
    {
        builder.ToTable("daily_counts");
        builder.HasKey(row => new { row.Day, row.VendorCode, row.Measure, row.Detail });
        // As yyyymmdd: the same on every database, and sorted.
        builder.Property(row => row.Day).HasConversion(
            day => (day.Year * 10_000) + (day.Month * 100) + day.Day,
            number => new DateOnly(number / 10_000, number / 100 % 100, number % 100));
        builder.Property(row => row.VendorCode).HasMaxLength(8);
        // The property names are reserved words in SQL.
        builder.Property(row => row.Day).HasColumnName("counted_on");
        builder.Property(row => row.Count).HasColumnName("occurrences");
    }
}

/// <summary>How far events are counted, one row.</summary>
internal sealed class CountedThroughMapping : IEntityTypeConfiguration<CountedThroughRow>
{
    public void Configure(EntityTypeBuilder<CountedThroughRow> builder)
    {
        builder.ToTable("counted_through");
        builder.HasKey(row => row.Id);
        builder.Property(row => row.Id).ValueGeneratedNever();
        builder.Property(row => row.Position).HasColumnName("feed_position").IsConcurrencyToken();
        builder.HasData(new CountedThroughRow(CountedThroughRow.SingleId));
    }
}

/// <summary>Last uses of API keys.</summary>
internal sealed class ApiKeyUseMapping : IEntityTypeConfiguration<ApiKeyUseRow>
{
    public void Configure(EntityTypeBuilder<ApiKeyUseRow> builder)
    {
        builder.ToTable("api_key_uses");
        builder.HasKey(row => row.KeyId);
    }
}
