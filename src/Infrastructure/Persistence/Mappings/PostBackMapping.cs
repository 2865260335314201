using GroundTransport.Application.PostBacks;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace GroundTransport.Infrastructure.Persistence.Mappings;

/// <summary>The outbox to Concur: one message per reservation and version.</summary>
internal sealed class PostBackMapping : IEntityTypeConfiguration<PostBack>
{
    public void Configure(EntityTypeBuilder<PostBack> builder)
    {
        builder.ToTable("post_backs");
        builder.HasKey(row => row.Id);
        builder.Property(row => row.Payload).HasMaxLength(-1);
        builder.Property(row => row.LastAnswer).HasMaxLength(500);
        builder.HasIndex(row => new { row.ReservationId, row.Seq }).IsUnique();
        builder.HasIndex(row => new { row.State, row.DueAt });
        builder.HasIndex(row => new { row.CreatedAt, row.Id });
    }
}

/// <summary>What Concur last heard, one row a reservation.</summary>
internal sealed class ToldMapping : IEntityTypeConfiguration<Told>
{
    public void Configure(EntityTypeBuilder<Told> builder)
    {
        builder.ToTable("told");
        builder.HasKey(told => told.ReservationId);
        builder.Property(told => told.ReservationId).ValueGeneratedNever();
        // Column names that are no reserved words anywhere.
        builder.Property(told => told.At).HasColumnName("told_at");
        builder.Property(told => told.By).HasColumnName("told_by");
    }
}
